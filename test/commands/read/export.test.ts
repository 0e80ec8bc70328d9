import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {ExportJson} from '../../../src/commands/read/export.ts';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

const CASE = '11150929';

function folderIn({home}: CasedeckRunner): string {
  const folder = join(home, 'audit');
  mkdirSync(folder);
  return folder;
}

function tree(folder: string): readonly string[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

test('a whole ticket in a folder, each file in the list of checksums', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  const ran = await casedeck.run(['export', CASE, '--to', to]);
  const folder = join(to, CASE);
  expect(ran).toMatchObject({code: 0, out: `${folder}\n`});
  const names = tree(folder);
  expect(names).toEqual([
    'SHA256SUMS',
    expect.stringMatching(
      /^emails\/01-\d{4}-\d\d-\d\d-Portal-Support-Ticket-Remote-hands-Case-11150929\.html$/,
    ),
    expect.stringMatching(/^emails\/01-.*\.txt$/),
    'files/dal-cr2-log.txt',
    'files/slot3-before.jpg',
    'raw.json',
    'ticket.json',
    'ticket.txt',
  ]);
  const checked = execFileSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(checked.split('\n').filter((line) => line.endsWith(': OK'))).toHaveLength(names.length - 1);
  expect(readFileSync(join(folder, 'ticket.txt'), 'utf8')).toContain('Remote hands: reseat line card 3');
  expect(JSON.parse(readFileSync(join(folder, 'ticket.json'), 'utf8'))).toMatchObject({id: CASE});
  expect(JSON.parse(readFileSync(join(folder, 'raw.json'), 'utf8'))).toMatchObject({otherDetails: {}});
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of names) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test('a second export is a second folder', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  await casedeck.run(['export', CASE, '--to', to]);
  const {json} = await casedeck.json<ExportJson>(['export', CASE, '--to', to]);
  expect(json).toMatchObject({ticket: CASE, folder: join(to, `${CASE} (1)`), complete: true, missing: []});
  expect(json.files).toHaveLength(7);
  expect(readdirSync(to)).toEqual([CASE, `${CASE} (1)`]);
});

test('what cannot be had is named, in the folder and outside', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  casedeck.sandbox.setFaults([
    {operation: 'downloadAttachment', truncate: true, times: 1},
    {operation: 'getEmail', status: 404},
  ]);
  const {code, json} = await casedeck.json<ExportJson>(['export', CASE, '--to', to]);
  expect(code).toBe(5);
  expect(json).toMatchObject({
    folder: join(to, `${CASE} (incomplete)`),
    complete: false,
    missing: [
      {what: expect.stringMatching(/^e-mail 02s/), error: {kind: 'not-found'}},
      {what: 'file slot3-before.jpg', error: {kind: 'network'}},
    ],
  });
  const words = readFileSync(join(json.folder, 'INCOMPLETE.txt'), 'utf8');
  expect(words).toContain('file slot3-before.jpg\n');
  expect(tree(json.folder)).toContain('files/dal-cr2-log.txt');
  expect(tree(json.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('an order without a case number has no files to be had, but all the rest', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  const ticket = casedeck.sandbox.ticket(CASE);
  if (ticket === undefined) throw new Error('no ticket');
  const {caseNumber: _none, ...order} = ticket;
  casedeck.sandbox.put({...order, orderNumber: '1-204976070655'});
  const {code, json, err} = await casedeck.json<ExportJson>(['export', '1-204976070655', '--to', to]);
  expect(code).toBe(6);
  expect(json.missing).toHaveLength(3);
  expect(err).toContain('it has no 8-digit case number');
  expect(tree(json.folder)).toEqual([
    'INCOMPLETE.txt',
    'SHA256SUMS',
    'raw.json',
    'ticket.json',
    'ticket.txt',
  ]);
});

test('a hostile ticket stays inside its folder', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  const {code, out} = await casedeck.run(['export', '11150666', '--to', to]);
  expect(code).toBe(0);
  expect(readdirSync(to)).toEqual(['11150666']);
  expect(out).toBe(`${join(to, '11150666')}\n`);
  expect(existsSync(join(casedeck.home, '.ssh'))).toBe(false);
  expect(readFileSync(join(to, '11150666', 'ticket.txt'), 'utf8')).not.toContain('\u001B');
  expect(readFileSync(join(to, '11150666', 'raw.json'), 'utf8')).not.toContain('\u009B');
});

test('unknown and away: nothing is left', async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  expect((await casedeck.run(['export', '99999999', '--to', to])).code).toBe(5);
  expect(
    (await casedeck.run(['export', CASE, '--to', to], {env: {EQUINIX_API_ENDPOINT: 'http://127.0.0.1:2'}}))
      .code,
  ).toBe(1);
  expect(readdirSync(to)).toEqual([]);
});

test("where order history lists the ticket, the service's JSON of that row is in the folder, too", async () => {
  const casedeck = await prepareCasedeck();
  const to = folderIn(casedeck);
  await casedeck.run(['sync']);
  const {json} = await casedeck.json<ExportJson>(['export', '11150871', '--to', to]);
  expect(json.complete).toBe(true);
  const row: unknown = JSON.parse(readFileSync(join(json.folder, 'raw-order.json'), 'utf8'));
  expect(row).toMatchObject({orderNumber: '1-204976070688', orderStatus: 'IN_PROGRESS'});
});
