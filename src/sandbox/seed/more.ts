import type {Status} from '../model.ts';
import {agoMs, type SeedTicket} from './seed-ticket.ts';

const AREAS: Readonly<Record<string, readonly [category: string, sub: string]>> = {
  xc: ['Cross Connect', 'A live cross connect stopped working'],
  pwr: ['Power', 'We are having a partial power outage'],
  env: ['Environment', 'Temperature is rising'],
  hw: ['Hardware', 'A device has a service-impacting fault'],
  sec: ['Security', 'Cage door not working'],
};

// Everyday tickets, short and mostly done. In order: number, IBX, status, opened, area, text; then notes, the first of the service,
// the next of the customer, and so on.
const SHORTS = `
1-204976070690 | SV5 | SUBMITTED | 1h5m | hw | Replace SFP in sv-leaf-09 port 31, spare in the drawer.
1-204976070684 | NY5 | SUBMITTED | 1h40m | xc | Errors on 100G LR4 to peer, FEC corrected counters rising. Clean both ends please.
1-204976070677 | LD8 | IN_PROGRESS | 3h | hw | Console cable for ldn-cr1 seems unplugged. | Technician is looking for the cabinet key. | Key box 14, code as agreed.
1-204976070669 | TY4 | IN_PROGRESS | 4h | pwr | Rack PDU A display blinks E04. | E04 is "communication fault". Outlets are live. | Please restart its controller with the pin-hole button.
1-204976070650 | AM1 | IN_PROGRESS | 5h | env | Hot spot at row 12: 33 °C. | Blanking panels missing in units 20 to 28; shall we fit them? | Yes please, 9 panels are in the cage.
1-204976070641 | SP2 | ACTION_REQUIRED | 6h | sec | Biometric reader refuses two of our staff. | Please have them enrol again at the desk and tell us when done.
1-204976070620 | HK1 | IN_PROGRESS | 7h30m | xc | No light from carrier on pair 5/6. | Carrier was called, their ticket is CN-88120.
1-204976070600 | SY4 | RESOLVED | 9h | hw | Press and hold the power button of syd-hv-3 for 10 seconds. | Done at 09:14, fans spinning. | It is up. Thanks!
1-204976070586 | DB2 | RESOLVED | 14h | xc | Please loop port 2 at the panel for a test. | Loop in place. | Test good, remove it. | Removed.
1-204976070570 | DA3 | RESOLVED | 18h | pwr | Please read the load on breakers A3 and B3. | A3 11.2 A, B3 9.7 A at 16:20.
1-204976070533 | ME2 | CANCELLED | 1d1h | hw | Move mel-fw-2 from unit 4 to unit 6. | When?
1-204976070501 | SG1 | CLOSED | 1d9h | sec | Lost badge, please disable 88213. | Disabled at 11:02.
1-204976070466 | FR5 | CLOSED | 2d2h | hw | LED check on fra-stor-1: which of the 24 bays is not green? | Bay 17 is amber. | Thank you.
1-204976070399 | PA3 | CLOSED | 3d | env | Humidity 71 % near S1A-12. | Humidifier set point corrected. | 48 % now.
1-204976070350 | SV5 | CLOSED | 4d | xc | Roll fibre on port 40. | Rolled. | Light, thanks.
1-204976070250 | NY5 | CLOSED | 5d | pwr | Is feed B under maintenance? UPS events at 02:00. | Yes, CHG0099001, announced on the 3rd.
1-204976070160 | LD8 | CLOSED | 7d | hw | Swap fan tray 2 in ldn-sw-4. | Swapped, old part is in your cage.
1-204976070012 | AM1 | CLOSED | 9d | hw | Insert the USB key labelled RESCUE into ams-hv-1. | Inserted. | You can take it out again. | Taken out.
1-204976069750 | SP2 | CANCELLED | 17d | xc | Porta 12 sem sinal.
1-204976068600 | TY4 | CLOSED | 60d | hw | ケーブルのラベルを確認してください。 | 確認しました。
1-204976066200 | DA3 | CLOSED | 150d | env | Dust on the intake filters of row 3. | Filters changed.
1-204976064100 | SY4 | CLOSED | 270d | sec | Door held open alarm at night. | Cleaner; spoken to.`;

export const MORE: readonly SeedTicket[] = SHORTS.trim()
  .split('\n')
  .map((row) => {
    const [order = '', ibx = '', status, opened = '', area = '', text = '', ...notes] = row.split(' | ');
    const [category, sub] = AREAS[area] ?? ['Other', 'Other'];
    return {
      order,
      ibx: [ibx],
      status: status as Status,
      opened,
      category,
      sub,
      text,
      ...(order.endsWith('0') ? {reference: `OPS-${order.slice(-5)}`} : {}),
      notes: notes.map(
        (note, index) =>
          [laterThan(opened, index, notes.length), index % 2 === 0 ? 'desk' : 'you', note] as const,
      ),
    };
  });

/** Spreads notes over the first third of a ticket's life. */
function laterThan(opened: string, index: number, count: number): string {
  const minutes = agoMs(opened) / 60_000;
  const spread = Math.min(minutes, 3 * 1440) / 3;
  return `${Math.round(minutes - (spread * (index + 1)) / count)}m`;
}
