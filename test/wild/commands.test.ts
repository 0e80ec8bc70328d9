import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {isCaseNumber, numbersOf} from '../../src/domain/ticket.ts';
import {toSafeLine} from '../../src/text/safe/to-safe-text.ts';
import {LONG, often} from '../support/long.ts';
import {prepareCasedeck, type CasedeckRunner, type JsonTicket, type Ran} from '../support/run-casedeck.ts';
import {lostValues, textsIn} from './found-in.ts';
import {rowsOf} from './ticket-on-screen.ts';

/** Enough of the hand-shaped tickets to have every kind of number, files and e-mails. */
const TICKETS = 16;
const ORDER = '1-204976070710';
/** One with e-mails and files. */
const CASE = '11150871';
/** By each of their numbers. */
const ASKED = [ORDER, '1-204976070688', CASE, '1-204976070655', '11150929', '1-204976070705'];
/** Read-only commands, one a seed. */
const OTHERS = [
  ['handover'],
  ['search', 'breaker'],
  ['track'],
  ['audit'],
  ['whoami'],
  ['list', '--remote'],
  ['doctor'],
];

/** Every other number at first: with four of them each ticket and each command has had its turn. */
const SEEDS = Array.from({length: often(4, 40, 1000)}, (_, index) => (LONG ? index + 1 : 2 * index + 1));

test.for(SEEDS)(
  'a wild service (%i): everything it says is found, nothing is lost, twice or told as done that is not',
  {timeout: often(180_000, 300_000), concurrent: true},
  async (wild, {onTestFinished}) => {
    const casedeck = await prepareCasedeck({sandbox: {wild, tickets: TICKETS}, onTestFinished});
    const {run} = casedeck;
    sound(await run(['sync']));
    for (const id of chosen(ASKED, wild, 3)) await readTicket(casedeck, id);
    await readParts(casedeck);
    for (const args of chosen(OTHERS, wild, 2)) sound(await run(args));
    await list(casedeck);
    for (const id of chosen(ASKED, wild, 2)) await writeNote(casedeck, id);
    await writeRest(casedeck);
    await list(casedeck);
  },
);

function chosen<T>(all: readonly T[], seed: number, count: number): readonly T[] {
  return all.filter((_, index) => (index + seed) % all.length < count);
}

/** No fault of casedeck's own, whatever the service says. */
function sound<T extends Ran>(ran: T): T {
  expect(ran.err).not.toMatch(/Internal error|TypeError|is not a function/);
  return ran;
}

async function readTicket({run, json, withStore}: CasedeckRunner, id: string): Promise<void> {
  const shown = sound(await json(['show', id]));
  expect(shown).toMatchObject({code: 0, err: ''});
  expect(textsIn(shown.json)).toContain(id);
  const raw: unknown = JSON.parse((await run(['show', id, '--raw', '--offline'])).out);
  expect(lostValues(raw, textsIn(shown.json))).toEqual([]);
  const stored = await withStore((store) => store.ticket(id));
  if (stored === undefined) throw new Error(`${id} is not in the store`);
  const rows = rowsOf(stored);
  expect(lostValues(raw, rows)).toEqual([]);
  expect(rows.join('\n')).toContain(id);
}

/** E-mails and files under whichever number; only where no answer ever named the case number they cannot be had. */
async function readParts({run, json, home, withStore}: CasedeckRunner): Promise<void> {
  const id = '1-204976070688';
  const {json: mails} = await json<readonly {readonly id: string}[]>(['email', id]);
  const folder = join(home, 'files');
  const got = sound(await json<{readonly files: readonly unknown[]}>(['download', id, '--to', folder]));
  const mail = mails[0] === undefined ? got : sound(await run(['email', id, mails[0].id]));
  const numbers = await withStore((store) => numbersOf(store.ticket(id)?.ticket ?? {id: toSafeLine(id)}));
  const hasCase = numbers.some(isCaseNumber);
  expect([got.code, mail.code]).toEqual(
    hasCase ? [0, 0] : [expect.toBeOneOf([0, 6]), expect.toBeOneOf([0, 6])],
  );
  const count = got.code === 0 ? got.json.files.length : 0;
  if (count > 0) expect(readdirSync(folder)).toHaveLength(count);
}

/** Each ticket of the service once: two rows have no number in common, so no answer ever said that they are one. */
async function list({json, sandbox, withStore}: CasedeckRunner): Promise<void> {
  const {json: rows} = await json<readonly JsonTicket[]>(['list', '--view', 'all', '--offline']);
  const nameOf = (id: string) => {
    const ticket = sandbox.ticket(id);
    return ticket?.caseNumber ?? ticket?.orderNumber ?? id;
  };
  expect(rows.map(({id}) => nameOf(id))).toEqual(expect.arrayContaining(ASKED.map(nameOf)));
  const numbers = await withStore((store) =>
    rows.flatMap(({id}) => numbersOf(store.ticket(id)?.ticket ?? {id: toSafeLine(id)})),
  );
  expect(numbers.toSorted()).toEqual([...new Set(numbers)].toSorted());
}

/** What is told as written is there once; by the same words once more, what was in doubt is found or written. */
async function writeNote({run, sandbox}: CasedeckRunner, id: string): Promise<void> {
  const before = sandbox.ticket(id)?.notes.length ?? 0;
  const added = () => (sandbox.ticket(id)?.notes.length ?? 0) - before;
  const args = ['note', id, '--anyway', '-m', `For ${id}: see https://x.example/?a=1&b=2, 3 < 4.`];
  const first = sound(await run(args));
  expect(added()).toBeLessThanOrEqual(1);
  if (first.code === 0) expect(added()).toBe(1);
  else if (sound(await run(args)).code === 0) expect(added()).toBe(1);
}

async function writeRest({run, sandbox}: CasedeckRunner): Promise<void> {
  const cancelled = sound(await run(['cancel', ORDER, '-m', 'Not needed.', '--yes', '--anyway']));
  if (cancelled.code === 0) expect(sandbox.ticket(ORDER)?.status).toBe('CANCELLED');
  const created = sound(await run(['create', '--code', '0502-0600', '-m', 'Which one is ours?', '--yes']));
  const number = created.out.split(' ')[0] ?? '';
  if (created.code === 0) expect(sandbox.ticket(number)?.description).toBe('Which one is ours?');
}
