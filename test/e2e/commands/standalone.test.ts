import {execFileSync} from 'node:child_process';
import {readdirSync, rmSync, statSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {runBuilt} from '../../support/signed-out.ts';
import {casedeckCommand, makeHome} from '../../support/start-console.ts';

const [program, ...rest] = casedeckCommand();

// With CASEDECK_BIN alone: `npm run test:standalone`.
test.runIf(rest.length === 0)(
  'the executable starts from wherever it is called, and leaves no more than compiled code in a home',
  () => {
    const home = makeHome();
    onTestFinished(() => rmSync(home, {recursive: true, force: true}));
    const options = {encoding: 'utf8', cwd: dirname(program), env: {HOME: home}} as const;
    const called = `./${basename(program)}`;
    expect(execFileSync(called, ['--version'], options)).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(execFileSync(called, ['completion', '--answer', 'view', 'act'], options)).toMatch(/^action\t/);
    const left = execFileSync('find', [home, '-type', 'f'], {encoding: 'utf8'});
    expect(left.replaceAll(/\S+\/casedeck\/compile\/[\w.-]+\.bin\n/g, '')).toBe('');
  },
);

test.runIf(rest.length === 0)('the executable has a keychain, and says what it lacks', async () => {
  const home = makeHome();
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  const {out} = await runBuilt(['doctor', '--offline'], {HOME: home, DBUS_SESSION_BUS_ADDRESS: ''});
  expect(out).toMatch(/Keychain +not usable: no D-Bus session bus runs here/);
  const lost = await runBuilt(['doctor', '--offline'], {
    HOME: home,
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
  });
  // Its module was unpacked and asked: the bus, or the library, is what is missing.
  expect(lost.out).toMatch(/Keychain +not usable: (the D-Bus session bus cannot|the library libsecret)/);
  const native = `${home}/.cache/casedeck/native`;
  expect(readdirSync(native)).toEqual([expect.stringMatching(/^keytar-[0-9a-f]{24}\.node$/)]);
  expect(statSync(native).mode & 0o777).toBe(0o700);
});
