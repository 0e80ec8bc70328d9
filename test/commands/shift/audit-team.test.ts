import {expect, test} from 'vitest';
import {runTeamAudit, type AuditOptions} from '../../../src/commands/shift/audit-command.ts';
import type {TeamSend} from '../../../src/domain/team-records.ts';
import type {Services} from '../../../src/state/services.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {testIo} from '../../support/test-io.ts';

const sent = (id: string, at: number): TeamSend => ({
  ...{id, at, ticketId: '11150929', length: 3, sha256: 'a'.repeat(64), remoteId: undefined},
  who: toSafeText('mara'),
  operation: toSafeText('addCaseNote'),
  result: toSafeText(`sent ${id}`),
});

test('of what the team wrote the latest are printed where a limit is given, and else all', async () => {
  const printed = async (options: AuditOptions) => {
    let out = '';
    const given = {
      store: {teamSends: () => [sent('a', 1), sent('b', 2)]},
      team: {settle: () => Promise.resolve(undefined)},
    } as unknown as Pick<Services, 'store' | 'team'>;
    await runTeamAudit(given, testIo({out: (text) => void (out += text)}), {json: true, ...options});
    return (JSON.parse(out) as readonly {result: string}[]).map(({result}) => result);
  };
  expect(await printed({limit: 1})).toEqual(['sent b']);
  expect(await printed({})).toEqual(['sent a', 'sent b']);
});
