import {existsSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {prepareShell} from '../support/prepare-shell.ts';

const COMMANDS = [
  'list',
  'list --json',
  'show 11150871',
  'show 11150871 --json',
  'handover',
  'doctor --offline',
  '--help',
];

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
    expect(await bash('casedeck list --json | head -c 10')).toMatchObject({code: 0, err: ''});
    expect(await bash('casedeck list > /dev/full 2>&1')).toMatchObject({code: 1});
  },
);

test('nothing makes Node warn on standard error: the script loads what it needs without import()', () => {
  const script = readFileSync(new URL('../../dist/casedeck.cjs', import.meta.url), 'latin1');
  expect(script.match(/\bimport\("[^"]*"\)/g) ?? []).toEqual([]);
});

test('attaching a pipe into which nobody writes ends with ctrl-c', async () => {
  const {bash} = await prepareShell();
  const {out} = await bash(
    'cd "$HOME"; mkfifo pipe.txt; casedeck attach 11150871 pipe.txt & sleep 1.5; kill -INT $!; wait $!; echo "code $?"',
  );
  expect(out).toContain('code 130');
});
