import {expect, test} from 'vitest';
import type {WriteJson} from '../../../src/commands/write/write-json.ts';
import {CASE, filesOf, uploads, write} from './attach-support.ts';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

test('a note that is refused does not upload its files twice', async () => {
  const casedeck = await prepareCasedeck();
  const path = write(casedeck, 'log.txt.txt', 'rx -31.4');
  casedeck.sandbox.setFaults([{operation: 'addCaseNote', status: 409, times: 1}]);
  const first = await casedeck.json<WriteJson>(['note', CASE, '-m', 'See the log.', '--attach', path]);
  expect(first).toMatchObject({code: 1, json: {state: 'failed'}});
  const second = await casedeck.json<WriteJson>(['note', CASE, '-m', 'See the log.', '--attach', path]);
  expect(second).toMatchObject({code: 0, err: expect.stringContaining('log.txt.txt was uploaded before')});
  expect(second.json.attachments?.[0]?.id).toBe(first.json.attachments?.[0]?.id);
  expect(uploads(casedeck)).toBe(1);
  expect(filesOf(casedeck)).toEqual({'log.txt.txt': 'rx -31.4'});
  // What a note took with it is not used for another one.
  expect((await casedeck.run(['note', CASE, '-m', 'Once more.', '--attach', path])).code).toBe(0);
  expect(uploads(casedeck)).toBe(2);
});

test('the draft of a refused note goes out with its files', async () => {
  const casedeck = await prepareCasedeck();
  casedeck.sandbox.setFaults([{operation: 'addCaseNote', status: 409, times: 1}]);
  expect(
    (await casedeck.run(['note', CASE, '-m', 'With a file.', '--attach', write(casedeck, 'one.txt', '1')]))
      .code,
  ).toBe(1);
  const ran = await casedeck.run(['note', CASE, '--draft', '--attach', write(casedeck, 'two.txt', '2')]);
  expect(ran.code).toBe(0);
  expect(filesOf(casedeck)).toEqual({'one.txt': '1', 'two.txt': '2'});
  expect(uploads(casedeck)).toBe(2);
});

test('where the second upload fails, the first is not sent again, and the text is kept', async () => {
  const casedeck = await prepareCasedeck();
  const paths = [write(casedeck, 'one.txt', '1'), write(casedeck, 'two.txt', '2')];
  casedeck.sandbox.setFaults([
    {operation: 'uploadAttachment', match: '/v1/attachments', status: 500, skip: 1, times: 1},
  ]);
  const failed = await casedeck.run(['note', CASE, '-m', 'Two files.', '--attach', ...paths]);
  expect(failed).toMatchObject({code: 1, err: expect.stringContaining('kept as the draft')});
  expect(await casedeck.withStore((store) => store.draft(CASE, 'note')?.text)).toBe('Two files.');
  expect((await casedeck.run(['note', CASE, '-m', 'Two files.', '--attach', ...paths])).code).toBe(0);
  expect(uploads(casedeck)).toBe(3);
  expect(filesOf(casedeck)).toEqual({'one.txt': '1', 'two.txt': '2'});
  expect(await casedeck.withStore((store) => store.drafts())).toEqual([]);
});

test('an upload that the service has forgotten is sent anew after the refusal', async () => {
  const casedeck = await prepareCasedeck();
  const path = write(casedeck, 'one.txt', '1');
  casedeck.sandbox.setFaults([{operation: 'addCaseNote', status: 409, times: 1}]);
  await casedeck.run(['note', CASE, '-m', 'x', '--attach', path]);
  const draft = await casedeck.withStore((store) => store.draft(CASE, 'note'));
  const id = [...(draft?.attachments ?? []), ...(draft?.uploads ?? [])][0]?.id ?? '';
  await deleteUpload(casedeck, id);
  const refused = await casedeck.run(['note', CASE, '-m', 'x', '--attach', path]);
  expect(refused).toMatchObject({code: 1, err: expect.stringContaining('attachments')});
  expect((await casedeck.run(['note', CASE, '-m', 'x', '--attach', path])).code).toBe(0);
  expect(uploads(casedeck)).toBe(2);
});

async function deleteUpload({sandbox}: CasedeckRunner, id: string): Promise<void> {
  const body = JSON.stringify({
    grant_type: 'client_credentials',
    client_id: sandbox.clientId,
    client_secret: sandbox.clientSecret,
  });
  const headers = {'Content-Type': 'application/json'};
  const token = (await (
    await fetch(`${sandbox.url}/oauth2/v1/token`, {method: 'POST', headers, body})
  ).json()) as {access_token: string};
  const response = await fetch(`${sandbox.url}/v1/attachments/${id}`, {
    method: 'DELETE',
    headers: {Authorization: `Bearer ${token.access_token}`},
  });
  expect(response.status).toBe(200);
}

test('an upload is tried again only where nothing of it can have been accepted', async () => {
  const casedeck = await prepareCasedeck();
  const big = write(casedeck, 'big.pdf', new Uint8Array(3_000_000));
  casedeck.sandbox.setFaults([
    {operation: 'uploadAttachment', status: 503, retryAfter: 0, times: 1},
    {operation: 'uploadAttachment', resetAfterBytes: 100_000, times: 1},
  ]);
  expect((await casedeck.run(['attach', CASE, big])).code).toBe(0);
  expect(uploads(casedeck)).toBe(3);
  casedeck.sandbox.clearLog();
  casedeck.sandbox.setFaults([{operation: 'uploadAttachment', loseAnswer: true, times: 1}]);
  const lost = await casedeck.run(['attach', CASE, big, '-m', 'Again.']);
  expect(lost).toMatchObject({code: 1, err: expect.stringContaining('Whether big.pdf arrived is not known')});
  expect(uploads(casedeck)).toBe(1);
});
