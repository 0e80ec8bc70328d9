import {appendFileSync, chmodSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {digestOf, openAudit} from '../../src/store/audit.ts';
import type {AuditEntry} from '../../src/domain/records.ts';
import {temporaryFolder} from './temporary.ts';

function entry(time: string, fields: Partial<AuditEntry> = {}): AuditEntry {
  return {
    time,
    osUser: 'jo',
    sshClient: undefined,
    profile: 'prod',
    account: undefined,
    operation: 'addTicketNote',
    ticket: '1-1',
    ...digestOf('secret text'),
    result: 'sent',
    remoteId: undefined,
    correlationId: undefined,
    ...fields,
  };
}

test('entries are appended, one JSON object a line, readable by the owner only', () => {
  const file = `${temporaryFolder()}/state/audit.jsonl`;
  const audit = openAudit(file);
  expect(audit.entries()).toEqual([]);
  audit.append(entry('2026-06-01T00:00:00Z'));
  openAudit(file).append(entry('2026-06-02T00:00:00Z', {ticket: '1-2', remoteId: 'n1'}));
  const lines = readFileSync(file, 'utf8').split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[2]).toBe('');
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ticket: '1-2', remoteId: 'n1'});
  expect(lines.join()).not.toContain('secret text');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(`${file}/..`.replace('/audit.jsonl/..', '')).mode & 0o777).toBe(0o700);
});

test('entries are filtered by ticket, operation and time', () => {
  const audit = openAudit(`${temporaryFolder()}/audit.jsonl`);
  const times = ['2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z', '2026-06-03T00:00:00Z'];
  for (const time of times) audit.append(entry(time));
  audit.append(entry('2026-06-04T00:00:00Z', {ticket: '1-2', operation: 'cancelTicket'}));
  const found = (filter: Parameters<typeof audit.entries>[0]) =>
    audit.entries(filter).map(({time}) => time.slice(8, 10));
  expect(found({ticket: '1-1'})).toEqual(['01', '02', '03']);
  expect(found({operation: 'cancelTicket'})).toEqual(['04']);
  expect(found({since: '2026-06-02T00:00:00Z', until: '2026-06-04T00:00:00Z'})).toEqual(['02', '03']);
});

test('a cut last line costs only itself', () => {
  const file = `${temporaryFolder()}/audit.jsonl`;
  const audit = openAudit(file);
  audit.append(entry('2026-06-01T00:00:00Z'));
  appendFileSync(file, '{"time":"2026-06-02T00:0');
  audit.append(entry('2026-06-03T00:00:00Z'));
  expect(audit.entries().map(({time}) => time)).toEqual(['2026-06-01T00:00:00Z', '2026-06-03T00:00:00Z']);
});

test('a log that others could read is closed to them', () => {
  const file = `${temporaryFolder()}/audit.jsonl`;
  writeFileSync(file, '');
  chmodSync(file, 0o644);
  openAudit(file).append(entry('2026-06-01T00:00:00Z'));
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a log that cannot be written says which and why', () => {
  const folder = temporaryFolder();
  writeFileSync(`${folder}/file`, '');
  const audit = openAudit(`${folder}/file/audit.jsonl`);
  expect(() => audit.append(entry('2026-06-01T00:00:00Z'))).toThrow(
    /Cannot write the audit log .*file\/audit\.jsonl/,
  );
});

test('the digest is SHA-256 and length', () => {
  expect(digestOf('abc')).toEqual({
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    length: 3,
  });
});

test('the latest entries are read from the end of a long log', () => {
  const file = `${temporaryFolder()}/audit.jsonl`;
  const start = Date.UTC(2026, 5, 1);
  const at = (minute: number) => new Date(start + minute * 60_000).toISOString();
  const lines = Array.from({length: 3000}, (_, minute) =>
    JSON.stringify(entry(at(minute), {ticket: '漢字'})),
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
  const audit = openAudit(file);
  expect(audit.latest(start + 2990 * 60_000).map(({time}) => time)).toEqual(
    Array.from({length: 10}, (_, index) => at(2990 + index)),
  );
  expect(audit.latest(start)).toHaveLength(3000);
  expect(audit.latest(start + 1e9)).toEqual([]);
  expect(openAudit(`${file}.none`).latest(0)).toEqual([]);
});

test('that a sending began is an entry only where nobody wrote down its result', () => {
  const audit = openAudit(`${temporaryFolder()}/audit.jsonl`);
  const write = (time: string, queuedAt: string, result: string) =>
    audit.append(entry(time, {queuedAt, result}));
  write('2026-06-01T00:00:00Z', 'a', 'sending');
  write('2026-06-01T00:00:01Z', 'a', 'sending');
  write('2026-06-01T00:00:02Z', 'b', 'sending');
  write('2026-06-01T00:00:03Z', 'a', 'sent');
  expect(audit.entries().map(({time, result}) => `${time.slice(17, 19)} ${result}`)).toEqual([
    '00 sending',
    '02 sending',
    '03 sent',
  ]);
});
