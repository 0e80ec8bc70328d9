import fc from 'fast-check';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import stringWidth from 'string-width';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {decodeTicket} from '../../src/api/decode/decode-ticket.ts';
import {openServices, type Opened} from '../../src/console/session/open-services.ts';
import {AppError} from '../../src/errors.ts';
import type {CommandId} from '../../src/keys/keymap.ts';
import {openStore} from '../../src/store/open-store.ts';
import type {SyncStatus} from '../../src/sync/contracts.ts';
import {toSafeLine} from '../../src/text/safe/to-safe-text.ts';
import {CLOSED_ADDRESS} from '../support/closed-address.ts';
import {rowText, type Frame} from '../support/frames/frame.ts';
import {openStage} from '../support/stage.ts';
import {FORBIDDEN, hostileText} from '../text/hostile-text.ts';
import {testPlatform} from '../support/test-platform.ts';

const NOW = Date.UTC(2026, 10, 23, 4, 10);
/** Without shrinking, which would take minutes: `seed` and `path` of a failure repeat it. */
const BOUNDS = {numRuns: 16, endOnFailure: true} as const;

let home: string;
let services: Opened;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'casedeck-frames-'));
  services = await openServices({
    env: {
      HOME: home,
      EQUINIX_API_TOKEN: 'token',
      EQUINIX_API_ENDPOINT: `http://${CLOSED_ADDRESS}`,
    },
    flags: {},
    platform: testPlatform({
      templates: () => Promise.resolve([{name: 'reseat', text: 'Please reseat {id}.'}]),
    }),
    inMemory: true,
  });
});
afterAll(() => {
  services.store.close();
  rmSync(home, {recursive: true, force: true});
});

const SCRIPTS = ['漢字かな交じり文', 'תקלה במתג', 'مشكلة في الكابل', '👩‍🚀🚀❤️🇩🇪', 'é́à̧', 'क्षत्रिय', 'ﷺ'];

const text = fc.oneof(
  hostileText,
  fc.array(fc.constantFrom(...SCRIPTS, 'word ', ' '), {maxLength: 12}).map((parts) => parts.join('')),
);
const time = fc
  .integer({min: -400 * 86_400_000, max: 3_600_000})
  .map((ago) => new Date(NOW + ago).toISOString());
const status = fc.oneof(
  fc.constantFrom('SUBMITTED', 'IN_PROGRESS', 'ACTION_REQUIRED', 'RESOLVED', 'CLOSED', 'CANCELLED'),
  text,
);

/** An answer of the service with text of any kind wherever there can be text. */
const answer = fc.record({
  id: fc.oneof(
    fc.integer({min: 10_000_000, max: 99_999_999}).map(String),
    fc.integer({min: 100_000_000_000, max: 999_999_999_999}).map((number) => `1-${number}`),
  ),
  customerReferenceId: text,
  accountName: text,
  location: fc.record({ibx: fc.array(fc.oneof(fc.constantFrom('SV5', 'DA3'), text), {maxLength: 3})}),
  status,
  createdDateTime: time,
  notes: fc.array(
    fc.record({
      id: text,
      createdDateTime: time,
      text,
      type: fc.constantFrom('CUSTOMER_NOTES', 'RESOLUTION_NOTES'),
    }),
    {maxLength: 6},
  ),
  attachments: fc.array(fc.record({id: fc.uuid(), name: text, source: text}), {maxLength: 3}),
  email: fc.array(
    fc.record({id: fc.uuid(), subject: text, author_name: text, FromAddress: text, ToAddress: text}),
    {
      maxLength: 3,
    },
  ),
  otherDetails: fc.record({
    category: text,
    subCategory: text,
    description: text,
    updatedDateTime: time,
    statusHistory: fc.array(fc.record({status, createdDate: time}), {maxLength: 4}),
    additionalInfo: fc.array(fc.record({key: text, value: text}), {maxLength: 3}),
    modifiable: fc.boolean(),
    cancellable: fc.boolean(),
    respond: fc.boolean(),
  }),
});

/** Ways through the console; what is typed on the way is random, too. */
const WAYS: readonly (readonly CommandId[])[] = [
  ['move.down', 'open'],
  ['open', 'tab.next', 'move.down', 'tab.next', 'tab.next', 'tab.next', 'move.last'],
  ['ticket.emails', 'open'],
  ['ticket.note'],
  ['ticket.reply'],
  ['ticket.note', 'write.template'],
  ['ticket.cancel'],
  ['ticket.new'],
  ['ticket.new', 'form.next'],
  ['ticket.new', 'form.next', 'form.next', 'form.next', 'form.next', 'form.next', 'form.next'],
  ['group.next', 'preview'],
  ['group.next', 'group.next', 'preview', 'preview'],
  ['filter.open'],
  ['sort.menu'],
  ['view.menu'],
  ['view.5'],
  ['view.6'],
  ['search.open'],
  ['remote.open'],
  ['overview'],
  ['handover', 'move.down'],
  ['handover', 'handover.next'],
  ['log'],
  ['palette'],
  ['help'],
  ['profile.switch'],
  ['signin.open'],
  ['mark.all', 'bulk.note'],
  ['mark.all', 'bulk.cancel'],
  ['mark.all', 'bulk.export'],
  ['mark.all', 'bulk.track', 'bulk.results'],
];

const trouble = fc.option(
  text.map((words) => new AppError('network', `The service cannot be reached: ${toSafeLine(words)}`)),
  {nil: undefined},
);

/** Large ones seldom: they take Ink a while. */
const size = fc.oneof(
  {weight: 3, arbitrary: fc.tuple(fc.integer({min: 40, max: 140}), fc.integer({min: 10, max: 45}))},
  {weight: 1, arbitrary: fc.tuple(fc.integer({min: 20, max: 300}), fc.integer({min: 5, max: 100}))},
);

const scene = fc.record({
  answers: fc.array(answer, {maxLength: 5}),
  sizes: fc.array(size, {
    minLength: 2,
    maxLength: 3,
  }),
  ways: fc.array(fc.constantFrom(...WAYS), {minLength: 1, maxLength: 2}),
  typed: text.map((words) =>
    [...new Intl.Segmenter().segment(toSafeLine(words))]
      .slice(0, 4)
      .map(({segment}) => segment)
      .join(''),
  ),
  ascii: fc.boolean(),
  trouble,
});

test('no frame is wider or higher than the terminal or holds a control byte from elsewhere, whatever is in the tickets', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({answers, sizes, ways, typed, ascii, trouble: error}) => {
      const store = openStore({file: ':memory:', clock: {now: () => NOW}});
      for (const json of answers) {
        const ticket = decodeTicket(json, json.id);
        if (ticket !== undefined) store.putTicket(ticket, JSON.stringify(json), NOW);
      }
      const [[cols, rows] = [80, 24], ...others] = sizes;
      const stage = await openStage({
        services: offline({...services, store}, error),
        cols,
        rows,
        theme: {ascii, depth: '16'},
      });
      const expectFits = async (width: number, height: number) => {
        const rows = await stage.rows();
        expectInside(rows, width, height);
        expectClean(rows);
        expectWhole(await stage.frame());
      };
      try {
        for (const way of ways) {
          await stage.run(...way);
          await expectFits(cols, rows);
          await stage.type(typed);
          await expectFits(cols, rows);
          await stage.press('esc', 'esc');
        }
        await stage.run(...(ways[0] ?? []));
        for (const [width, height] of others) {
          await stage.resize(width, height);
          await expectFits(width, height);
        }
      } finally {
        await stage.close();
        store.close();
      }
    }),
    BOUNDS,
  );
});

/** As Ink wrote them, before the console or a terminal could cut what is too much. */
function expectInside(rows: readonly string[], width: number, height: number): void {
  expect(rows.length).toBeLessThanOrEqual(height);
  for (const row of rows) expect(stringWidth(row), row).toBeLessThanOrEqual(width);
}

// oxlint-disable-next-line no-control-regex -- the colours of our own renderer
const OURS = /\x1b\[[\d;]*m/g;

/** Nothing but colours is written between the characters: all else would come from the tickets. */
function expectClean(rows: readonly string[]): void {
  for (const row of rows) expect(row.replaceAll(OURS, ''), row).not.toMatch(FORBIDDEN);
}

const LEFT = /^[│┌└|+]$/;
const RIGHT = /^[│┐┘|+]$/;

/** Every row of a pane ends where the screen ends: nothing has pushed its right side away. */
function expectWhole(frame: Frame): void {
  if (frame.cols < 40 || frame.rows < 10) return;
  for (const cells of frame.cells)
    if (LEFT.test(cells[0]?.text ?? '')) expect(cells.at(-1)?.text, rowText(cells)).toMatch(RIGHT);
}

/** Nothing answers: what is shown is what is stored. */
function offline(given: Opened, error: AppError | undefined): Opened {
  const refuse = () => Promise.reject(error ?? new AppError('network', 'Nothing answers.'));
  const status: SyncStatus = {
    state: error === undefined ? 'idle' : 'offline',
    listAt: NOW - 12_000,
    error,
    nextAt: error === undefined ? undefined : NOW + 30_000,
    progress: undefined,
    reading: undefined,
  };
  return {
    ...given,
    clock: {now: () => NOW},
    poller: {...given.poller, status: () => status, refresh: refuse, refreshAll: refuse, refreshOpen: refuse},
  };
}
