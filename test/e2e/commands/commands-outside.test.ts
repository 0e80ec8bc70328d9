import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openStore} from '../../../src/store/open-store.ts';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {firstRows, LONG} from '../../support/long.ts';
import {prepareShell} from '../../support/prepare-shell.ts';

const COMMANDS = firstRows([
  'list --json',
  'list',
  'show 11150871',
  'show 11150871 --json',
  'handover',
  'doctor --offline',
  '--help',
]);

test.skipIf(!existsSync('/dev/full'))(
  'what cannot be printed is an error with words and exit code 1',
  async () => {
    const {bash} = await prepareShell();
    await bash('casedeck list');
    for (const command of COMMANDS) {
      const {code, err} = await bash(`casedeck ${command} > /dev/full`);
      expect([command, code, err]).toEqual([
        command,
        1,
        expect.stringContaining('Standard output cannot be written: the disk is full'),
      ]);
    }
    expect(await bash('casedeck list 1< /dev/null')).toMatchObject({
      code: 1,
      err: expect.stringContaining('open for reading'),
    });
    const limited = await bash('ulimit -f 1; trap "" XFSZ; casedeck list --json > "$HOME/out.json"');
    expect(limited).toMatchObject({code: 1, err: expect.stringContaining('the file may not become larger')});
    // Also proven by commands-shift.test.ts; the other one has no place to say anything.
    if (LONG) expect(await bash('casedeck list --json | head -c 10')).toMatchObject({code: 0, err: ''});
    if (LONG) expect(await bash('casedeck list > /dev/full 2>&1')).toMatchObject({code: 1});
  },
);

test('nothing makes Node warn on standard error: the script loads what it needs without import()', () => {
  const script = readFileSync(new URL('../../../dist/casedeck.cjs', import.meta.url), 'latin1');
  expect(script.match(/\bimport\("[^"]*"\)/g) ?? []).toEqual([]);
});

test('attaching a pipe into which nobody writes ends with ctrl-c', async () => {
  const {bash} = await prepareShell();
  const {out} = await bash(
    // It can be opened for writing when somebody reads.
    'cd "$HOME"; mkfifo pipe.txt; casedeck attach 11150871 pipe.txt & exec 3> pipe.txt; kill -INT $!; wait $!; echo "code $?"',
  );
  expect(out).toContain('code 130');
});

test('a long list whose reader has stopped reading ends with SIGTERM, and goes on where it reads slowly', async () => {
  const {bash, home} = await prepareShell();
  await bash('casedeck list');
  const file =
    readdirSync(home, {recursive: true, encoding: 'utf8'}).find((name) => name.endsWith('.db')) ?? '';
  const store = openStore({file: join(home, file)});
  const count = 3000;
  const ids = Array.from({length: count}, (_, index) => `1-3${String(index).padStart(10, '0')}`);
  store.putSummaries(
    ids.map((id) => ({id: toSafeText(id), kind: 'TROUBLE' as const, ibx: []})),
    Date.now(),
  );
  store.close();
  const list = 'casedeck list --json --offline --view all';
  // The pipe is full long before the list is out.
  const stopped = await bash(
    `cd "$HOME"; mkfifo pipe began; (head -c 1; exec sleep 60) < pipe > began & ${list} > pipe & ` +
      `head -c 1 began; kill -TERM $!; wait $!; echo " code $?"; kill %1`,
  );
  expect(stopped).toMatchObject({
    out: '[ code 130\n',
    err: '{"error":{"code":"cancelled","message":"Terminated."}}\n',
  });
  const {out} = await bash(`${list} | (sleep 1; cat)`);
  const printed = JSON.parse(out) as {readonly id: string}[];
  expect(printed.filter(({id}) => ids.includes(id))).toHaveLength(count);
});
