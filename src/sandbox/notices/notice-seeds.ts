import {list, mail, p, signature} from '../seed/html.ts';
import type {SandboxNotice} from './notice-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ESC = '\u001B';

type Seed = {
  readonly number: string;
  readonly type: string;
  readonly ibxs: readonly string[];
  /** From the start of the sandbox. */
  readonly from: number;
  readonly to?: number;
  readonly status: string;
  readonly summary: string;
  readonly text?: string;
  readonly global?: boolean;
  /** When it was told, and how. */
  readonly told: readonly (readonly [at: number, text: string])[];
  readonly extra?: Readonly<Record<string, unknown>>;
};

const SEEDS: readonly Seed[] = [
  {
    number: '5-231188402117',
    type: 'IBX_INCIDENT',
    ibxs: ['SG1'],
    from: -2 * DAY - 5 * HOUR,
    to: -2 * DAY,
    status: 'RESOLVED',
    summary: 'Chilled water: pump 3 of plant B has failed',
    text: 'Chilled water plant B ran on two of three pumps. Supply air on floors 5 and 6 was up to 3 °C above its usual value. Cages on the other floors were not concerned.\n\nThe pump was exchanged.',
    told: [
      [-2 * DAY - 5 * HOUR, 'Pump 3 of chilled water plant B has failed. Engineers are on site.'],
      [-2 * DAY, 'The pump was exchanged. All three run.'],
    ],
  },
  {
    number: '5-231188401620',
    type: 'IBX_MAINTENANCE',
    ibxs: ['FR5'],
    from: -3 * HOUR,
    to: 5 * HOUR,
    status: 'NEW',
    summary: 'Yearly maintenance of generator 2',
    text: 'Generator 2 is out of service for its yearly maintenance. The site runs on the grid with generators 1 and 3 in reserve. No effect on the load is expected.',
    told: [[-14 * DAY, 'Generator 2 is maintained. No effect on the load is expected.']],
  },
  {
    number: '5-231188401698',
    type: 'IBX_MAINTENANCE',
    ibxs: ['FR5', 'PA3'],
    from: 2 * HOUR,
    to: 9 * HOUR,
    status: 'RESCHEDULED',
    summary: 'Firmware of the access control system: doors open by key only for some minutes',
    told: [
      [-12 * DAY, 'The access control system gets new firmware.'],
      [-2 * DAY, 'The work was moved by a day at the wish of several customers.'],
    ],
  },
  {
    number: '5-231188402001',
    type: 'IBX_MAINTENANCE',
    ibxs: ['SV5'],
    from: 4 * DAY + 3 * HOUR,
    to: 4 * DAY + 9 * HOUR,
    status: 'NEW',
    summary: 'Preventive maintenance of UPS B-2, load on the reserve bus',
    text: 'The load of UPS B-2 is transferred to the reserve bus, the UPS is maintained, and the load is transferred back. During the work feed B has no battery behind it. Feed A is not touched.',
    told: [[-6 * DAY, 'UPS B-2 is maintained. Feed B has no battery behind it during the work.']],
  },
  {
    number: '5-231188402040',
    type: 'IBX_ADVISORY',
    ibxs: ['NY5'],
    from: -2 * DAY,
    to: 6 * DAY,
    status: 'NEW',
    summary: 'Loading dock 2 is closed: deliveries by dock 1',
    told: [[-3 * DAY, 'Please send lorries to dock 1, at the north side.']],
  },
  {
    number: 'GBL000007001942',
    type: 'IBX_ADVISORY',
    ibxs: [],
    from: 9 * DAY,
    to: 9 * DAY + 4 * HOUR,
    status: 'NEW',
    summary: 'Customer portal: read only during an update',
    global: true,
    told: [[-DAY, 'The portal takes no orders and tickets for four hours. Please telephone.']],
  },
  {
    number: '5-231188398855',
    type: 'IBX_INCIDENT',
    ibxs: ['LD8'],
    from: -9 * DAY - 7 * HOUR,
    to: -9 * DAY - 3 * HOUR,
    status: 'RESOLVED',
    summary: 'Fire alarm on floor 3, false',
    text: 'A smoke detector on floor 3 gave a false alarm. The site was evacuated for 40 minutes. Nothing was switched off.',
    told: [
      [-9 * DAY - 7 * HOUR, 'Fire alarm on floor 3. The site is evacuated.'],
      [-9 * DAY - 3 * HOUR, 'It was a false alarm. Access is open again.'],
    ],
  },
  {
    number: '5-231188397001',
    type: 'IBX_SMARTVIEW',
    ibxs: ['AM1'],
    from: -16 * DAY,
    to: -15 * DAY - 20 * HOUR,
    status: 'COMPLETED',
    summary: 'SmartView showed no temperatures',
    told: [[-16 * DAY, 'SmartView shows no temperatures of AM1. The sensors work.']],
  },
  {
    number: '5-231188396660',
    type: 'IBX_MAINTENANCE',
    ibxs: [`DA3${ESC}[31m`],
    from: -22 * DAY,
    to: -22 * DAY + 4 * HOUR,
    status: 'COMPLETED',
    summary: `Looks calm${ESC}[2J${ESC}]0;pwned\u0007 and clears the screen`,
    told: [[-22 * DAY, `Done.${ESC}]52;c;cHduZWQ=\u0007`]],
    extra: {escalationLevel: 2},
  },
];

/** The notices that are there at the start, their times relative to `now` in milliseconds since 1970. */
export function seedNotices(now: number): readonly SandboxNotice[] {
  // Full minutes: so people plan.
  const base = Math.floor(now / MINUTE) * MINUTE;
  return SEEDS.map(({number, from, to, told, ...seed}, index) => ({
    ...seed,
    id: number.startsWith('GBL') ? number : `GBL${String(7_001_900 + index).padStart(12, '0')}`,
    notificationNumber: number,
    start: base + from,
    end: to === undefined ? undefined : base + to,
    mails: told.map(([at, text]) => ({
      subject: `${seed.status}: ${seed.summary}`,
      body: noticeMail(text, seed.ibxs),
      at: base + at,
    })),
  }));
}

/** As the service writes its mails. */
export function noticeMail(text: string, ibxs: readonly string[]): string {
  return mail(
    p('Dear customer,'),
    p(text),
    list(`IBX: ${ibxs.join(', ')}`, 'Questions: open a ticket in the portal'),
    signature('Global Service Desk', 'Notifications'),
  );
}
