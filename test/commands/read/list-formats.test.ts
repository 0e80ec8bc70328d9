import {expect, test} from 'vitest';
import {separatedText} from '../../../src/commands/separated-text.ts';
import type {TicketRow} from '../../../src/domain/records.ts';
import {toSafeLine} from '../../../src/text/safe/to-safe-text.ts';
import {prepareCasedeck, type JsonTicket} from '../../support/run-casedeck.ts';

const ROW = {
  id: toSafeLine('11150929'),
  kind: 'CASE',
  account: undefined,
  status: toSafeLine('IN_PROGRESS'),
  ibx: [toSafeLine('SV5'), toSafeLine('LD8')],
  summary: toSafeLine('=HYPERLINK("http://evil.example"), click'),
  customerReferenceId: undefined,
  createdAt: Date.UTC(2026, 10, 23, 4, 10),
  updatedAt: undefined,
  unread: 2,
  turn: 'us',
  turnSince: undefined,
  respondBy: undefined,
  hasDraft: false,
  pending: 0,
  hasRemark: false,
  isSnoozed: false,
  fetchedAt: undefined,
  claimedBy: undefined,
} satisfies Readonly<Record<keyof TicketRow, unknown>> as unknown as TicketRow;

test('a list for a spreadsheet: quoted where it must be, and no text of a ticket is a formula', () => {
  const names = ['id', 'kind', 'status', 'ibx', 'unread', 'turn', 'createdDateTime', 'updatedDateTime'];
  const values = '11150929,CASE,IN_PROGRESS,SV5 LD8,2,us,2026-11-23T04:10:00.000Z,';
  expect(separatedText([ROW], 'csv')).toBe(
    `${[...names, 'customerReferenceId', 'summary'].join(',')}\n${values},,"'=HYPERLINK(""http://evil.example""), click"\n`,
  );
  expect(separatedText([ROW], 'tsv').split('\n')[1]?.split('\t')).toHaveLength(10);
});

test('list prints comma- and tab-separated values, and takes a filter as one word', async () => {
  const {run, json} = await prepareCasedeck();
  await run(['sync']);
  const all = await json<readonly JsonTicket[]>(['list', '--json']);
  const csv = await run(['list', '--csv']);
  expect(csv.out.split('\n')[0]).toMatch(/^id,kind,status,ibx,/);
  expect(csv.out.trimEnd().split('\n')).toHaveLength(all.json.length + 1);
  const tsv = await run(['list', '--tsv', '--filter', 'ibx:LD8']);
  const atSite = all.json.filter(({ibx}) => ibx.includes('LD8'));
  expect(atSite.length).toBeGreaterThan(0);
  expect(
    tsv.out
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t')[0]),
  ).toEqual(atSite.map(({id}) => id));
  const both = await json<readonly JsonTicket[]>(['list', '--json', '--filter', 'ibx:LD8', 'cross']);
  expect(both.json.length).toBeLessThan(atSite.length);
  expect(await run(['list', '--filter', 'nonsense:x'])).toMatchObject({code: 2});
  expect(await run(['list', '--csv', '--json'])).toMatchObject({code: 2});
  expect(await run(['list', '--remote', '--filter', 'ibx:LD8'])).toMatchObject({code: 2});
});

test('an id copied from a document is the ticket, in arguments, in filters and in a text', async () => {
  const {run, json} = await prepareCasedeck();
  const typographic = '1\u2011204976070699\u200B';
  expect((await json<JsonTicket>(['show', typographic])).json.id).toBe('1-204976070699');
  const listed = await json<readonly JsonTicket[]>(['list', '--view', 'all', '--json', typographic]);
  expect(listed.json.map(({id}) => id)).toEqual(['1-204976070699']);
  expect(await run(['note', '1\u2013204976070699', '-m', 'As asked.'])).toMatchObject({code: 0});
  expect((await run(['track', '-'], {stdin: `please follow ${typographic}, thanks`})).code).toBe(0);
  expect((await run(['search', typographic])).code).toBe(0);
});
