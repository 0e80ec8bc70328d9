import {execFileSync} from 'node:child_process';
import {rmSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {runBuilt} from '../support/signed-out.ts';
import {casedeckCommand, makeHome} from '../support/start-console.ts';

const [program, ...rest] = casedeckCommand();

// With CASEDECK_BIN alone: `npm run test:standalone`.
test.runIf(rest.length === 0)(
  'the executable starts from wherever it is called, and leaves nothing in a home',
  () => {
    const home = makeHome();
    onTestFinished(() => rmSync(home, {recursive: true, force: true}));
    const options = {encoding: 'utf8', cwd: dirname(program), env: {HOME: home}} as const;
    const called = `./${basename(program)}`;
    expect(execFileSync(called, ['--version'], options)).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(execFileSync(called, ['completion', '--answer', 'view', 'act'], options)).toMatch(/^action\t/);
    expect(execFileSync('find', [home, '-mindepth', '1'], {encoding: 'utf8'})).toBe('');
  },
);

test.runIf(rest.length === 0)('the executable has no keychain, and says so', async () => {
  const home = makeHome();
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  const env = {HOME: home, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere'};
  const {out} = await runBuilt(['doctor', '--offline'], env);
  expect(out).toMatch(/Keychain +not usable: the standalone executable has none/);
});
