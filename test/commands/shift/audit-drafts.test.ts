import {expect, test} from 'vitest';
import {schemaProblems} from '../../support/check-schema.ts';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

type Draft = {readonly id?: string; readonly kind: string; readonly extra?: unknown};

const CASE = '11150929';

test('the audit log is printed, narrowed by ticket, operation and time', async () => {
  const {run, json} = await prepareCasedeck();
  const empty = await run(['audit']);
  expect({code: empty.code, out: empty.out}).toEqual({code: 0, out: ''});
  await run(['note', CASE, '-m', 'Please look again.'], {
    env: {SSH_CONNECTION: '192.0.2.7 50000 192.0.2.1 22'},
  });
  await run(['note', '1-204976070699', '-m', 'And here.']);
  const all = await json(['audit']);
  expect(schemaProblems('audit', all.json)).toEqual([]);
  expect(all.json).toMatchObject([
    {
      operation: 'addCaseNote',
      ticket: CASE,
      length: 18,
      sshClient: '192.0.2.7',
      profile: 'default',
      account: 'nadia.oyelaran',
    },
    {operation: 'addTicketNote', ticket: '1-204976070699'},
  ]);
  expect(JSON.stringify(all.json)).not.toContain('look again');
  expect((await json(['audit', '--ticket', CASE])).json).toHaveLength(1);
  expect((await json(['audit', '--operation', 'addTicketNote'])).json).toHaveLength(1);
  expect((await json(['audit', '--limit', '1'])).json).toMatchObject([{operation: 'addTicketNote'}]);
  expect((await json(['audit', '--since', '1h'])).json).toHaveLength(2);
  expect((await json(['audit', '--until', '1h ago'])).json).toEqual([]);
  expect((await json(['--profile', 'other', 'audit'])).json).toEqual([]);
  const {out} = await run(['audit']);
  expect(out).toMatch(
    /^TIME +OPERATION +TICKET +LENGTH +BY +PROFILE +RESULT\n\d{4}-\d\d-\d\d \d\d:\d\d UTC {2}addCaseNote +11150929 +18 +\S+ from 192\.0\.2\.7 +default +\S+/,
  );
  expect((await run(['audit', '--since', 'whenever'])).code).toBe(2);
});

async function withDrafts(runner: CasedeckRunner): Promise<void> {
  await runner.withStore((store) => {
    store.saveDraft({
      ticketId: CASE,
      kind: 'note',
      text: 'Half a\nsentence',
      updatedAt: 1_000,
    });
    store.saveDraft({ticketId: CASE, kind: 'cancel', text: 'Not needed', updatedAt: 2_000});
    store.saveDraft({
      ticketId: '',
      kind: 'create',
      text: 'No power',
      fields: {code: '0002-0000'},
      updatedAt: 3_000,
    });
  });
}

test('drafts are listed, the newest first, and printed', async () => {
  const runner = await prepareCasedeck();
  const {run, json} = runner;
  expect(await run(['drafts'])).toMatchObject({code: 0, out: '', err: 'casedeck: There are no drafts.\n'});
  await withDrafts(runner);
  const {json: drafts} = await json<readonly Draft[]>(['drafts']);
  expect(schemaProblems('drafts', drafts)).toEqual([]);
  expect(drafts.map(({id, kind}) => [id, kind])).toEqual([
    [undefined, 'create'],
    [CASE, 'cancel'],
    [CASE, 'note'],
  ]);
  expect((await run(['drafts'])).out).toMatch(/^new +create +\d+ years ago +8 +No power$/m);
  expect((await run(['drafts', 'show', CASE, '--kind', 'note'])).out).toBe('Half a\nsentence\n');
  const {json: draft} = await json<Draft>(['drafts', 'show', 'new']);
  expect(schemaProblems('drafts-show', draft)).toEqual([]);
  expect(draft.extra).toEqual({code: '0002-0000'});
  expect((await run(['drafts', 'show', CASE])).err).toContain('cancel and note');
  expect((await run(['drafts', 'show', '99999999'])).code).toBe(5);
});

test('a draft is deleted only by a yes, and its text is printed once more', async () => {
  const runner = await prepareCasedeck();
  await withDrafts(runner);
  const {run, json} = runner;
  const count = async () => (await json<readonly Draft[]>(['drafts'])).json.length;
  const unasked = await run(['drafts', 'delete', 'new']);
  expect(unasked.code).toBe(2);
  expect(unasked.err).toContain('--yes');
  const no = await run(['drafts', 'delete', 'new'], {answers: ['y']});
  expect(no.code).toBe(130);
  expect(await count()).toBe(3);
  const yes = await run(['drafts', 'delete', 'new'], {answers: ['yes']});
  expect(yes).toMatchObject({code: 0, out: 'No power\n'});
  expect((await run(['drafts', 'delete', CASE, '--kind', 'note', '--yes', '--no-input'])).out).toBe(
    'Half a\nsentence\n',
  );
  expect(await count()).toBe(1);
});
