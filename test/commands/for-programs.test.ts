import {expect, test} from 'vitest';
import {schemaProblems} from '../support/check-schema.ts';
import {prepareCasedeck} from '../support/run-casedeck.ts';

const CASE = '11150929';
const OTHER = '11150871';

test('what --dry-run prints of a note, an answer with a file and a cancellation is the request, and nothing is sent', async () => {
  const {json, run, asked} = await prepareCasedeck();
  const note = await json(['note', CASE, '-m', 'Please look again.', '--dry-run']);
  expect(schemaProblems('note', note.json)).toEqual([]);
  expect(note.json).toMatchObject({method: 'POST', body: {text: 'Please look again.'}, problems: []});
  expect(note.json).toHaveProperty('url', expect.stringContaining(`/${CASE}/notes`));
  const cancel = await json(['cancel', '1-204976070699', '-m', 'Opened twice.', '--dry-run']);
  expect(schemaProblems('cancel', cancel.json)).toEqual([]);
  expect(cancel.json).toMatchObject({body: {reason: 'Opened twice.'}});
  const attach = await json(['attach', CASE, '-', '--name', 'a.txt', '-m', 'As asked.', '--dry-run'], {
    stdin: 'text',
  });
  expect(schemaProblems('attach', attach.json)).toEqual([]);
  expect(attach.json).toMatchObject({body: {attachments: [{name: 'a.txt'}]}});
  const tooLong = await run(['note', CASE, '-m', 'x'.repeat(4001), '--dry-run']);
  expect(tooLong.code).toBe(6);
  expect(asked()).toEqual([]);
});

/** Commands that change nothing of a ticket, here or elsewhere: they read, or are about this machine and its accounts. */
const NO_DRY_RUN =
  'list show open email search download export site since notices watch audit drafts drafts,list drafts,show team team,status login logout whoami ' +
  'profiles config doctor completion man commands sandbox demo';

test('every command that writes anything of a ticket has a dry run', async () => {
  const {json} = await prepareCasedeck();
  const {commands} = (await json(['commands'])).json as {
    readonly commands: readonly {
      readonly name: string;
      readonly options: readonly {readonly name: string}[];
    }[];
  };
  const without = commands.filter(({options}) => !options.some(({name}) => name === '--dry-run'));
  expect(without.map(({name}) => name.replace(' ', ',')).toSorted()).toEqual(
    NO_DRY_RUN.split(' ').toSorted(),
  );
});

/** What each would do, and what it would be by docs/schema. */
const DRY_RUNS: readonly (readonly [schema: string, args: readonly string[], shown: object])[] = [
  ['claim', ['claim', CASE], {place: 'here', deeds: [{kind: 'claim', ticketId: CASE}]}],
  ['release', ['release', '--all', '--to', 'jon'], {deeds: [{kind: 'give', ticketId: OTHER, to: 'jon'}]}],
  ['snooze', ['snooze', CASE, 'until', 'answer'], {deeds: [{kind: 'snooze', ticketId: CASE}]}],
  ['snooze', ['snooze', CASE, '2h'], {deeds: [{kind: 'snooze', until: expect.any(String) as string}]}],
  ['remark', ['remark', CASE, '-m', 'For us.'], {deeds: [{kind: 'remark', text: 'For us.'}]}],
  ['track', ['track', '11159999'], {deeds: [{kind: 'track', ticketId: '11159999'}]}],
  ['untrack', ['untrack', '11150888'], {deeds: [{kind: 'untrack', ticketId: '11150888'}]}],
  ['sync', ['sync'], [{method: 'POST', body: {text: 'Waits here.'}, problems: []}]],
];

test('a dry run says what would be done, and neither does nor sends anything', async () => {
  const {run, json, asked, withStore} = await prepareCasedeck();
  await run(['sync']);
  await run(['claim', OTHER]);
  await run(['track', '11150888', '--offline']);
  await run(['note', CASE, '-m', 'Waits here.', '--no-wait']);
  await run(['note', CASE, '--draft-only', '-m', 'Begun.']);
  const kept = () =>
    withStore((store) => [
      store.drafts(),
      store.outbox(),
      store.tracked(),
      store.claimedBy(store.me()),
      store.snoozeOf(CASE),
      store.remarksOf(CASE),
      store.meta('next-step', CASE),
    ]);
  const [before, requests] = [await kept(), asked().length];
  for (const [schema, args, shown] of DRY_RUNS) {
    const ran = await json([...args, '--dry-run']);
    expect({args, code: ran.code, err: ran.err}).toMatchObject({code: 0});
    expect(ran.json, args.join(' ')).toMatchObject(shown);
    expect(schemaProblems(schema, ran.json), args.join(' ')).toEqual([]);
  }
  expect((await run(['claim', CASE, '--dry-run'])).out).toBe(`claim ${CASE}\n`);
  expect((await run(['sync', '--dry-run'])).out).toMatch(/^POST http.*\n.*profile default[^]*Waits here\./);
  const handover = await run(['handover', '--next', `${CASE}=call them`, '--format', 'json', '--dry-run']);
  expect(schemaProblems('handover', JSON.parse(handover.out))).toEqual([]);
  expect(handover.out).toContain('call them');
  expect((await run(['drafts', 'delete', CASE, '--dry-run'])).out).toBe('Begun.\n');
  expect((await run(['team', 'leave', '--dry-run'])).err).toContain('Nothing was changed.');
  expect(await kept()).toEqual(before);
  expect(asked()).toHaveLength(requests);
});

test('a text that a tool proposes becomes a draft, never a note, and never goes over what a person began', async () => {
  const {json, run, asked} = await prepareCasedeck();
  const kept = await json(['note', CASE, '--draft-only', '-m', 'Proposed: go ahead.']);
  expect(schemaProblems('note', kept.json)).toEqual([]);
  expect((await run(['drafts', 'show', CASE])).out).toBe('Proposed: go ahead.\n');
  const again = await run(['note', CASE, '--draft-only', '-m', 'Something else.']);
  expect(again.code).not.toBe(0);
  expect(again.err).toContain('There is a draft of a note');
  expect((await run(['drafts', 'show', CASE])).out).toBe('Proposed: go ahead.\n');
  expect(asked()).toEqual([]);
});

test('with --json every error is a line of JSON with a stable code, and without it words', async () => {
  const {run} = await prepareCasedeck();
  const errorOf = async (args: readonly string[]) => {
    const {err} = await run([...args, '--json']);
    const lines = err.split('\n').filter((line) => line.startsWith('{'));
    expect(lines, err).toHaveLength(1);
    const parsed = JSON.parse(lines[0] ?? '') as {readonly error: {readonly code: string}};
    expect(schemaProblems('error-line', parsed)).toEqual([]);
    return parsed.error;
  };
  expect(await errorOf(['list', '--view', 'nope'])).toMatchObject({code: 'usage'});
  expect(await errorOf(['list', '--nonsense'])).toMatchObject({code: 'usage'});
  expect(await errorOf(['show', '99999999'])).toMatchObject({
    code: 'not-found',
    status: 404,
    correlationId: expect.any(String) as string,
  });
  expect((await run(['show', '99999999'])).err).toMatch(/^casedeck: The service does not know/);
});

test('whatever is wrong with a command line, with --json it is told as JSON by each command', async () => {
  const {json, run} = await prepareCasedeck();
  const {commands} = (await json(['commands'])).json as {
    readonly commands: readonly {readonly name: string; readonly arguments: readonly unknown[]}[];
  };
  const refuses = async (name: string, slip: string) => {
    const {code, err} = await run([...name.split(' '), '--json', slip]);
    expect({name, code, error: JSON.parse(err) as unknown}).toMatchObject({
      code: 2,
      error: {error: {code: 'usage'}},
    });
  };
  for (const {name} of commands) await refuses(name, '--nonsense');
  // A word too many is no filter, and not nothing either.
  for (const {name, arguments: taken} of commands) if (taken.length === 0) await refuses(name, 'nonsense');
});

test('a program can ask for every command, its options and the exit codes', async () => {
  const {json} = await prepareCasedeck();
  const {json: all} = await json(['commands']);
  expect(schemaProblems('commands', all)).toEqual([]);
  const names = (all as {commands: readonly {name: string; schema?: string}[]}).commands;
  expect(names.map(({name}) => name)).toEqual(
    expect.arrayContaining(['list', 'note', 'drafts show', 'create']),
  );
  expect(names.find(({name}) => name === 'list')?.schema).toBe('list.schema.json');
});

test('an option that wants a value does not take the next option for it', async () => {
  const {run, asked} = await prepareCasedeck();
  for (const [args, words] of [
    [['list', '--ibx', '--json'], '--ibx needs a value, and --json is an option'],
    [['note', CASE, '-m', '--dry-run'], '-m needs a value, and --dry-run is an option'],
    [['list', '--profile', '--json'], '--profile needs a value, and --json is an option'],
  ] as const) {
    const {code, err} = await run([...args]);
    expect(code).toBe(2);
    expect(err).toContain(words);
  }
  expect(asked()).toEqual([]);
  // Written so it is the value, whatever it looks like.
  expect((await run(['note', CASE, '--message=--json', '--dry-run'])).code).toBe(0);
});
