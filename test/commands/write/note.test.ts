import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test as plainTest} from 'vitest';
import type {WriteJson} from '../../../src/commands/write/write-json.ts';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

/** Some wait for the service to be given up: side by side they wait together. */
const test = plainTest.concurrent;

const CASE = '11150929';
const ORDER = '1-204976070655';

function textsOf({sandbox}: CasedeckRunner, id = CASE): readonly string[] {
  return sandbox.ticket(id)?.notes.map(({text}) => text) ?? [];
}

function writesOf({asked}: CasedeckRunner): readonly string[] {
  return asked().filter((operation) => operation === 'addCaseNote' || operation === 'addTicketNote');
}

test('a note from -m is on the ticket when the command ends', async ({onTestFinished}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const {code, out, err} = await casedeck.run(['note', CASE, '-m', 'Please reseat it again.']);
  expect({code, out, err}).toEqual({code: 0, out: '', err: `casedeck: the note is on ${CASE}.\n`});
  expect(textsOf(casedeck).at(-1)).toBe('Please reseat it again.');
  expect(writesOf(casedeck)).toEqual(['addCaseNote']);
});

test('several -m are paragraphs; --quiet says nothing', async ({onTestFinished}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const {code, err} = await casedeck.run(['note', CASE, '-m', 'One.', '-m', 'Two.', '--quiet']);
  expect({code, err}).toEqual({code: 0, err: ''});
  expect(textsOf(casedeck).at(-1)).toBe('One.\n\nTwo.');
});

test('by order number the other operation is used, unless the configuration says which', async ({
  onTestFinished,
}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  expect((await casedeck.run(['note', '1-204976070710', '-m', 'By order.'])).code).toBe(0);
  expect(writesOf(casedeck)).toEqual(['addTicketNote']);
  const configured = await prepareCasedeck({onTestFinished, config: '[api]\nnote_operation = "ticket"\n'});
  expect((await configured.run(['note', CASE, '-m', 'By id.'])).code).toBe(0);
  expect(writesOf(configured)).toEqual(['addTicketNote']);
});

test('text from a file, from standard input by - and by --file -, as a terminal or Windows wrote it', async ({
  onTestFinished,
}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const file = join(casedeck.home, 'answer.txt');
  writeFileSync(file, '\uFEFF\r\nFrom a file.\r\n  Indented.\r\n\r\n');
  expect((await casedeck.run(['note', CASE, '--file', file])).code).toBe(0);
  expect(textsOf(casedeck).at(-1)).toBe('From a file.\n  Indented.');
  expect((await casedeck.run(['note', CASE, '-'], {stdin: '\u001B[31mred\u001B[0m\tsw1\n'})).code).toBe(0);
  expect(textsOf(casedeck).at(-1)).toBe('red     sw1');
  expect((await casedeck.run(['note', CASE, '--file', '-'], {stdin: 'Third.'})).code).toBe(0);
  expect(textsOf(casedeck).at(-1)).toBe('Third.');
});

test('a text that is missing, given twice or no text at all is told, and nothing is asked of the service', async ({
  onTestFinished,
}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const missing = await casedeck.run(['note', CASE]);
  expect(missing).toMatchObject({code: 2, err: expect.stringContaining('-m "TEXT", --file FILE, or -')});
  expect((await casedeck.run(['note', CASE, '-', '-m', 'x'])).code).toBe(2);
  expect((await casedeck.run(['note', CASE, 'word'])).err).toContain('"word" is one word too many');
  expect((await casedeck.run(['note', CASE, '--attach', '-', '-', '--name', 'a.txt'])).code).toBe(2);
  expect((await casedeck.run(['note'])).code).toBe(2);
  expect(casedeck.asked()).toEqual([]);
  const gone = await casedeck.run(['note', CASE, '--file', join(casedeck.home, 'no-such.txt')]);
  expect(gone).toMatchObject({code: 6, err: expect.stringContaining('there is no such file')});
  const binary = await casedeck.run(['note', CASE, '-'], {stdin: new Uint8Array([0x50, 0xff, 0xfe, 0x80])});
  expect(binary).toMatchObject({code: 6, err: expect.stringContaining('no text in UTF-8')});
  expect(writesOf(casedeck)).toEqual([]);
});

test('the limits of the text: at them it is sent, one past it nothing is, and the text is the draft', async ({
  onTestFinished,
}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  expect((await casedeck.run(['note', CASE, '-m', 'x'.repeat(4000)])).code).toBe(0);
  expect(textsOf(casedeck).at(-1)).toHaveLength(4000);
  expect((await casedeck.run(['note', CASE, '-m', 'x'])).code).toBe(0);
  casedeck.sandbox.clearLog();
  const long = await casedeck.run(['note', CASE, '-'], {stdin: 'y'.repeat(4001)});
  expect(long.code).toBe(6);
  expect(long.err).toContain('text has 4001 characters; at most 4000 are allowed');
  expect(long.err).toContain(`"casedeck note ${CASE} --draft" takes it up again`);
  expect((await casedeck.run(['note', CASE, '-m', ' \n '])).err).toContain('text is empty');
  expect(writesOf(casedeck)).toEqual([]);
  expect(await casedeck.withStore((store) => store.draft(CASE, 'note')?.text)).toHaveLength(4001);
});

test('exit codes of what cannot be: id, unknown, forbidden, refused credential, read-only, closed', async ({
  onTestFinished,
}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const {run} = casedeck;
  expect((await run(['note', '1234567', '-m', 'x'])).err).toContain(
    'id has 7 characters; at least 8 are allowed',
  );
  expect((await run(['note', '1234567', '-m', 'x'])).code).toBe(6);
  expect((await run(['note', '99999999', '-m', 'x'])).code).toBe(5);
  expect((await run(['--read-only', 'note', CASE, '-m', 'x'])).code).toBe(6);
  const closed = await run(['note', closedTicket(casedeck), '-m', 'x']);
  expect(closed).toMatchObject({code: 1, err: expect.stringMatching(/is CLOSED: the service takes no note/)});
  const refused = await run(['note', CASE, '-m', 'x'], {env: {EQUINIX_API_CLIENTSECRET: 'wrong'}});
  expect(refused.code).toBe(4);
  expect(writesOf(casedeck)).toEqual([]);
});

function closedTicket({sandbox}: CasedeckRunner): string {
  const ticket = sandbox.ticket(CASE);
  if (ticket === undefined) throw new Error('no ticket');
  const id = '1-204976070710';
  const other = sandbox.ticket(id);
  if (other === undefined) throw new Error('no ticket');
  sandbox.put({...other, status: 'CLOSED', modifiable: false});
  return id;
}

test('while the service cannot be reached the note is queued; the same command again sends it, once', async ({
  onTestFinished,
}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const away = {EQUINIX_API_ENDPOINT: 'http://127.0.0.1:2'};
  const queued = await casedeck.json<WriteJson>(['note', CASE, '-m', 'Later.'], {env: away});
  expect(queued.code).toBe(8);
  expect(queued.err).toContain(
    'goes to http://127.0.0.1:2 when the console, another note or "casedeck sync" runs next',
  );
  expect(queued.json).toMatchObject({ticket: CASE, kind: 'note', state: 'queued', error: {kind: 'network'}});
  const sent = await casedeck.json<WriteJson>(['note', CASE, '-m', 'Later.']);
  expect(sent).toMatchObject({code: 0, err: expect.stringContaining('in the outbox already')});
  expect(sent.json).toMatchObject({state: 'sent', outboxId: queued.json.outboxId});
  expect(textsOf(casedeck).filter((text) => text === 'Later.')).toHaveLength(1);
});

test('--no-wait only queues', async ({onTestFinished}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const ran = await casedeck.json<WriteJson>(['note', CASE, '-m', 'Whenever.', '--no-wait']);
  expect(ran).toMatchObject({code: 0, json: {state: 'queued', ticket: CASE}});
  expect(casedeck.asked()).toEqual([]);
});

test('a refused note keeps its text, says where, and --draft sends it', async ({onTestFinished}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  casedeck.sandbox.setFaults([
    {
      operation: 'addCaseNote',
      status: 403,
      times: 1,
      body: [{errorCode: 'EQ-2014006', errorMessage: 'No permission to write', correlationId: '4711'}],
    },
  ]);
  const refused = await casedeck.json<WriteJson>(['note', CASE, '-m', 'Keep me.']);
  expect(refused.code).toBe(4);
  expect(refused.err).toContain('No permission to write');
  expect(refused.err).toContain('4711');
  expect(refused.err).toContain(`kept as the draft of ${CASE}`);
  expect(refused.json).toMatchObject({
    state: 'failed',
    error: {kind: 'forbidden', status: 403, code: 'EQ-2014006', correlationId: '4711'},
  });
  expect(await casedeck.withStore((store) => store.drafts().map(({text}) => text))).toEqual(['Keep me.']);
  expect((await casedeck.run(['note', CASE, '--draft'])).code).toBe(0);
  expect(textsOf(casedeck).at(-1)).toBe('Keep me.');
  expect(await casedeck.withStore((store) => store.drafts())).toEqual([]);
  expect((await casedeck.run(['note', CASE, '--draft'])).err).toContain('There is no draft of a note');
});

test('what somebody is writing in the console stays the draft', async ({onTestFinished}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const draft = {
    ticketId: CASE,
    kind: 'note',
    text: 'half a sent',
    extra: undefined,
    updatedAt: Date.now(),
  } as const;
  await casedeck.withStore((store) => store.saveDraft(draft));
  expect((await casedeck.run(['note', CASE, '-m', 'From a script.'])).code).toBe(0);
  expect(await casedeck.withStore((store) => store.draft(CASE, 'note')?.text)).toBe('half a sent');
  casedeck.sandbox.setFaults([{operation: 'addCaseNote', status: 400, times: 1}]);
  expect((await casedeck.run(['note', CASE, '-m', 'Refused.'])).code).toBe(1);
  expect(await casedeck.withStore((store) => store.draft(CASE, 'note')?.text)).toBe(
    'Refused.\n\nhalf a sent',
  );
  expect((await casedeck.run(['note', CASE, '-m', 'Refused.'])).code).toBe(0);
  expect(await casedeck.withStore((store) => store.draft(CASE, 'note')?.text)).toBe('half a sent');
});

test('a reply is a note marked as the answer', async ({onTestFinished}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const {code, json, err} = await casedeck.json<WriteJson>(['note', ORDER, '--reply', '-m', 'Yes, go on.']);
  expect({code, kind: json.kind, ticket: json.ticket}).toEqual({code: 0, kind: 'reply', ticket: CASE});
  expect(json.noteId).toMatch(/^a0N/);
  expect(err).toBe(`casedeck: the reply is on ${CASE}.\n`);
});

test('the editor opens with the draft, and what it saved is sent', async ({onTestFinished}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const editor = join(casedeck.home, 'editor.sh');
  writeFileSync(editor, '#!/bin/sh\nprintf "%s and more" "$(cat "$1")" > "$1.new" && mv "$1.new" "$1"\n');
  chmodSync(editor, 0o755);
  const draft = {
    ticketId: CASE,
    kind: 'note',
    text: 'Begun',
    extra: undefined,
    updatedAt: Date.now(),
  } as const;
  await casedeck.withStore((store) => store.saveDraft(draft));
  const env = {EDITOR: editor, VISUAL: undefined};
  expect((await casedeck.run(['note', CASE], {answers: [], env})).code).toBe(0);
  expect(textsOf(casedeck).at(-1)).toBe('Begun and more');
  expect(await casedeck.withStore((store) => store.drafts())).toEqual([]);
  expect((await casedeck.run(['--no-input', 'note', CASE], {answers: [], env})).code).toBe(2);
});

test('an editor that fails sends nothing, and what it had saved is the draft', async ({onTestFinished}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const editor = join(casedeck.home, 'editor.sh');
  writeFileSync(editor, '#!/bin/sh\necho "half a thought" > "$1"\nexit 3\n', {mode: 0o755});
  const ran = await casedeck.run(['note', CASE], {answers: [], env: {EDITOR: editor, VISUAL: undefined}});
  expect(ran).toMatchObject({code: 1, err: expect.stringContaining('ended with code 3')});
  expect(await casedeck.withStore((store) => store.draft(CASE, 'note')?.text)).toBe('half a thought');
  expect(writesOf(casedeck)).toEqual([]);
});

test('behind another item that cannot go out, waiting ends too', async ({onTestFinished}) => {
  const casedeck = await prepareCasedeck({onTestFinished});
  const away = {EQUINIX_API_ENDPOINT: 'http://127.0.0.1:2'};
  expect((await casedeck.run(['note', CASE, '-m', 'First.', '--no-wait'])).code).toBe(0);
  const second = await casedeck.run(['note', CASE, '-m', 'Second.'], {env: away});
  expect(second).toMatchObject({code: 8, err: expect.stringContaining('No connection to 127.0.0.1:2')});
  expect((await casedeck.run(['note', CASE, '-m', 'Second.'])).code).toBe(0);
  expect(textsOf(casedeck).slice(-2)).toEqual(['First.', 'Second.']);
});
