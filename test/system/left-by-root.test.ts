import {execFile, execFileSync} from 'node:child_process';
import {chmodSync, readdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from 'vitest';
import {prepareShell} from '../support/prepare-shell.ts';
import {casedeckCommand} from '../support/start-console.ts';

const isLeftOut = process.getuid?.() !== 0;
const NOBODY = 65_534;

test.skipIf(isLeftOut)(
  `what casedeck left in a home as root is told to its user, with the way to mend it${isLeftOut ? ' (left out: only root can make such files)' : ''}`,
  async () => {
    const {bash, home, env} = await prepareShell();
    await bash('casedeck list');
    // The home is its user's; what root made in it is root's.
    chmodSync(home, 0o755);
    chmodSync(dirname(home), 0o711);
    execFileSync('chown', [String(NOBODY), home, join(home, 'tmp')]);
    const asUser = (args: readonly string[]) =>
      new Promise<{code: number; err: string; out: string}>((resolve) => {
        const [command, ...first] = casedeckCommand();
        const options = {env, uid: NOBODY, gid: NOBODY, cwd: '/'};
        const child = execFile(command, [...first, ...args], options, (_error, out, err) =>
          resolve({code: child.exitCode ?? -1, err, out}),
        );
      });
    const {code, err} = await asUser(['list']);
    expect(code).not.toBe(0);
    expect(err).toContain('belongs to another user, root');
    expect(err).toMatch(/sudo chown -R \S+ '.*\/(?:config|state)'/);
    expect(err).not.toContain('EACCES');
    const doctor = await asUser(['doctor', '--offline']);
    expect(doctor.out + doctor.err).toContain('belongs to another user, root');
    expect(doctor.out + doctor.err).toMatch(/sudo chown -R/);
    expect(readdirSync(home)).toContain('state');
  },
);
