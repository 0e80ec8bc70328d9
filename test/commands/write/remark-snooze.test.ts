import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck, type JsonTicket} from '../../support/run-casedeck.ts';

const CASE = '11150929';

type Shown = JsonTicket & {
  readonly remarks?: readonly {readonly id: string; readonly by: string; readonly text: string}[];
  readonly snoozed?: boolean;
  readonly snoozedUntil?: string;
};

test('a private note is kept, found, shown and handed over, and the service never hears of it', async () => {
  const {run, json, sandbox, asked} = await prepareCasedeck();
  await run(['sync']);
  const before = asked().length;
  const kept = await json(['remark', CASE, '-m', 'Spoke to the site: serial XKCD-77 is on the way.']);
  expect(schemaProblems('remark', kept.json)).toEqual([]);
  expect(asked().length).toBe(before);

  const shown = await json<Shown>(['show', CASE, '--offline']);
  expect(schemaProblems('show', shown.json)).toEqual([]);
  expect(shown.json.remarks).toMatchObject([
    {by: userInfo().username, text: 'Spoke to the site: serial XKCD-77 is on the way.'},
  ]);
  expect((await run(['show', CASE, '--offline'])).out).toContain('Private notes');
  const found = await json<readonly {readonly id: string; readonly where: string}[]>(['search', 'XKCD-77']);
  expect(schemaProblems('search', found.json)).toEqual([]);
  expect(found.json).toMatchObject([{id: CASE, where: 'remark'}]);
  expect((await run(['handover', '--offline', CASE])).out).toContain('Private note, ');
  const given = await run(['handover', '--offline', '--format', 'json', CASE]);
  const [handover] = JSON.parse(given.out) as readonly Shown[];
  expect(schemaProblems('handover', [handover])).toEqual([]);
  expect(handover?.remarks).toEqual(shown.json.remarks);
  const folder = mkdtempSync(join(tmpdir(), 'casedeck-remark-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  expect((await run(['export', CASE, '--to', folder])).code).toBe(0);
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'});
  const text = (name: string) =>
    readFileSync(join(folder, files.find((file) => file.endsWith(name)) ?? ''), 'utf8');
  expect(text('ticket.txt')).toMatch(/Private notes\n[^]*XKCD-77/);
  expect(JSON.parse(text('ticket.json'))).toMatchObject({remarks: shown.json.remarks});
  const filtered = await json<readonly JsonTicket[]>(['list', '--offline', '--view', 'all', 'has:remark']);
  expect(filtered.json.map(({id}) => id)).toEqual([CASE]);
  expect(JSON.stringify(sandbox.log())).not.toContain('XKCD');

  const id = shown.json.remarks?.[0]?.id ?? '';
  expect((await json<readonly unknown[]>(['remark', CASE, '--remove', id.slice(0, 8)])).json).toEqual([]);
  expect((await json<readonly unknown[]>(['search', 'XKCD-77'])).json).toEqual([]);
});

test('an empty private note is refused, and so is one that is to go and is not there', async () => {
  const {run} = await prepareCasedeck();
  expect((await run(['remark', CASE, '-m', ' '])).code).toBe(2);
  const gone = await run(['remark', CASE, '--remove', 'abc']);
  expect(gone.err).toContain('has no private note abc');
  expect(gone.code).toBe(5);
});

test('a snoozed ticket leaves the open list and comes back on time, or when something new comes', async () => {
  const {run, json, withStore} = await prepareCasedeck();
  await run(['sync']);
  const open = async () =>
    (await json<readonly JsonTicket[]>(['list', '--offline', '--limit', '500'])).json.map(({id}) => id);
  const all = await open();
  expect(all).toContain(CASE);

  const snoozed = await json<readonly Shown[]>(['snooze', CASE, 'in', '3', 'days']);
  expect(schemaProblems('snooze', snoozed.json)).toEqual([]);
  expect(await open()).toEqual(all.filter((id) => id !== CASE));
  const hidden = await json<readonly JsonTicket[]>(['list', '--offline', '--view', 'snoozed']);
  expect(hidden.json.map(({id}) => id)).toEqual([CASE]);
  expect((await json<Shown>(['show', CASE, '--offline'])).json).toMatchObject({snoozed: true});
  await withStore((store) => {
    expect(store.counts()).toMatchObject({snoozed: 1, open: all.length - 1});
    expect(store.endSnoozes(Date.now())).toEqual([]);
    expect(store.endSnoozes(Date.now() + 4 * 86_400_000)).toEqual([CASE]);
    expect(store.counts()).toMatchObject({snoozed: 0, open: all.length});
  });
  expect(await open()).toEqual(all);

  expect((await run(['snooze', CASE, 'until', 'answer'])).err).toContain('until something new comes');
  await withStore((store) => {
    const {ticket} = store.ticket(CASE) ?? {};
    if (ticket === undefined) throw new Error('not there');
    const note = {...(ticket.notes ?? [])[0], id: 'N-1', text: 'Done.', type: 'EQUINIX_NOTES'};
    store.putTicket({...ticket, notes: [...(ticket.notes ?? []), note]} as typeof ticket, '{}', Date.now());
  });
  expect(await open()).toContain(CASE);
});

test('a time that has passed, and a ticket that is not known, are refused with words', async () => {
  const {run} = await prepareCasedeck();
  expect((await run(['snooze', CASE, '2h'])).err).toContain(`${CASE} is not known here`);
  expect((await run(['snooze', CASE, '2020-01-01 08:00'])).err).toContain('is in the past');
  expect((await run(['snooze', CASE, 'soonish'])).err).toContain('is not a time to come');
});
