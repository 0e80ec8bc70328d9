import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {firstRows} from '../../support/long.ts';
import {prepareCasedeck, type CasedeckRunner, type JsonTicket} from '../../support/run-casedeck.ts';

// A ticket with e-mails and files, which order history lists by its order number.
const ORDER = '1-204976070688';
const CASE = '11150871';

/** The service answers for `asked` with what it has of the case, under its case number and without `orderId`. */
async function answersByCase(asked: string): Promise<CasedeckRunner> {
  const casedeck = await prepareCasedeck();
  const {orderId: _, ...body} = await rawOf(casedeck, CASE);
  casedeck.sandbox.setFaults([{operation: 'getTicket', match: `/${asked}`, status: 200, body}]);
  return casedeck;
}

async function rawOf({run}: CasedeckRunner, id: string): Promise<Record<string, unknown>> {
  return JSON.parse((await run(['show', id, '--raw'])).out) as Record<string, unknown>;
}

async function listed({run, json}: CasedeckRunner, numbers: readonly string[]): Promise<readonly string[]> {
  await run(['sync']);
  const {json: rows} = await json<readonly JsonTicket[]>(['list', '--view', 'all', '--offline']);
  return rows.map(({id}) => id).filter((id) => numbers.includes(id));
}

/** A number of an order, one of no known kind, and one of another ticket, whose way the last two go. */
const ASKED = [ORDER, 'ab12cd34', '5-987654321', '2-987654321', '3-987654321'];

test.each(firstRows(ASKED, 3))(
  'asked for %s and answered with the case number alone, everything finds the one ticket',
  async (asked) => {
    const casedeck = await answersByCase(asked);
    const {run, json, home, withStore} = casedeck;
    const shown = await run(['show', asked]);
    expect(shown).toMatchObject({code: 0, err: ''});
    expect(shown.out).toContain(asked);
    expect(await listed(casedeck, [asked, CASE, ORDER])).toHaveLength(1);
    expect(await withStore((store) => store.stale(Date.now() - 60_000, 10))).toEqual([]);

    for (const number of [asked, CASE]) {
      const {json: mails} = await json<readonly {readonly id: string}[]>(['email', number]);
      expect(await run(['email', number, mails[0]?.id ?? ''])).toMatchObject({code: 0, err: ''});
      const folder = join(home, `files-${number}`);
      expect(await run(['download', number, '--to', folder])).toMatchObject({code: 0});
      expect(readdirSync(folder)).toHaveLength(2);
      const note = await run(['note', number, '-m', `For ${number}.`]);
      expect(note).toMatchObject({code: 0, err: expect.stringContaining(`is on ${shown.out.slice(0, 8)}`)});
    }
  },
);

test('a file without a name in its answer is saved by the name in the ticket', async () => {
  const {run, home} = await prepareCasedeck({sandbox: {tickets: 75}});
  const folder = join(home, 'files');
  expect(await run(['download', '5-987654321', '--to', folder])).toMatchObject({code: 0});
  expect(readdirSync(folder)).toEqual(['box 2 of 2 (loading bay).jpg']);
});

test('a ticket that was created under another number than it answers with is one row, and not lost', async () => {
  const casedeck = await prepareCasedeck();
  const {run} = casedeck;
  const created = await run(['create', '--code', '0502-0600', '-m', 'Which one is ours?', '--yes']);
  const number = /2-\d+/.exec(created.out)?.[0] ?? 'none';
  expect(created).toMatchObject({code: 0});
  const shown = await run(['show', number]);
  expect(shown.out).toContain('Which one is ours?');
  const own = shown.out.slice(0, 8);
  expect(await listed(casedeck, [number, own])).toEqual([own]);
});
