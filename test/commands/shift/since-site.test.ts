import {expect, test} from 'vitest';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck, type JsonTicket} from '../../support/run-casedeck.ts';

type SinceJson = Readonly<
  Record<
    'waiting' | 'resolved' | 'news',
    readonly (JsonTicket & {readonly changes: readonly {readonly kind: string}[]})[]
  >
>;

const CASE = '11150871';

test('since: what needs us, what was resolved and what is new, each ticket once', async () => {
  const {run, json, sandbox} = await prepareCasedeck();
  await run(['sync']);
  const start = new Date().toISOString();
  await new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
  const now = new Date().toISOString();
  const waiting = sandbox.ticket(CASE);
  const done = sandbox.ticket('11150901');
  const told = sandbox.ticket('11150988');
  if (waiting === undefined || done === undefined || told === undefined)
    throw new Error('the seeds have changed');
  const note = {
    id: 'n-1',
    type: 'RESOLUTION_NOTES',
    createdDateTime: now,
    text: 'The whip is replaced.\nMore later.',
  } as const;
  sandbox.put({...waiting, updatedDateTime: now, notes: [...waiting.notes, note]});
  sandbox.put({
    ...done,
    status: 'RESOLVED',
    updatedDateTime: now,
    statusHistory: [...done.statusHistory, {status: 'RESOLVED', createdDate: now}],
  });
  sandbox.put({...told, updatedDateTime: now, notes: [...told.notes, {...note, id: 'n-2'}]});
  await run(['sync', '--full']);
  for (const id of [CASE, '11150901', '11150988']) await run(['show', id]);
  await run(['remark', CASE, '-m', 'unrelated']);

  const {json: report} = await json<SinceJson>(['since', start]);
  expect(schemaProblems('since', report)).toEqual([]);
  const ids = (list: keyof SinceJson) => report[list].map(({id}) => id);
  expect(ids('waiting')).toContain(CASE);
  expect(report.waiting.find(({id}) => id === CASE)?.changes.map(({kind}) => kind)).toEqual(['note']);
  expect(ids('resolved')).toEqual(['11150901']);
  expect(ids('news')).toEqual(['11150988']);
  const {out} = await run(['since', start]);
  expect(out).toMatch(/New in other tickets\n {2}11150988 .*\n {4}note: .*The whip is replaced\.\n/);
  expect(out).not.toContain('More later');
  const later = await json<SinceJson>(['since', 'now']);
  expect([...later.json.resolved, ...later.json.news]).toEqual([]);
});

test('a site: its open tickets, cages, contacts, local time and address', async () => {
  const {run, json} = await prepareCasedeck();
  await run(['sync']);
  const {json: site} = await json<{
    readonly tickets: readonly JsonTicket[];
    readonly cages: readonly string[];
    readonly contacts: readonly {readonly name: string}[];
    readonly timeZone?: string;
    readonly address?: string;
  }>(['site', 'sv5']);
  expect(schemaProblems('site', site)).toEqual([]);
  const open = await json<readonly JsonTicket[]>(['list', '--ibx', 'SV5', '--offline', '--limit', '500']);
  expect(site.tickets.map(({id}) => id).toSorted()).toEqual(open.json.map(({id}) => id).toSorted());
  expect(site.timeZone).toBe('America/Los_Angeles');
  expect(site.address).toBeTruthy();
  expect(site.cages.every((cage) => cage.startsWith('SV5:'))).toBe(true);
  expect(site.cages.length).toBeGreaterThan(0);
  expect(site.contacts.length).toBeGreaterThan(0);
  const text = await run(['site', 'SV5', '--offline']);
  expect(text.out).toMatch(/^SV5, Silicon Valley\nTime /);
  const nowhere = await run(['site', 'ZZ9', '--offline']);
  expect(nowhere.out).toContain('No open tickets.');
});
