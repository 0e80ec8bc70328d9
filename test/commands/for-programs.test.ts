import {expect, test} from 'vitest';
import {schemaProblems} from '../support/check-schema.ts';
import {prepareCasedeck} from '../support/run-casedeck.ts';

const CASE = '11150929';

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
