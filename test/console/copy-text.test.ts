import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {copyText} from '../../src/console/copy-text.ts';
import {CLIPBOARD_LIMIT, clipboardBytes} from '../../src/terminal/sequences.ts';

async function copied(text: string, env: Readonly<Record<string, string>>): Promise<string> {
  let bytes = '';
  await copyText(text, {
    env,
    write: (part) => {
      bytes += part;
    },
    tmuxLimitMs: 120_000,
  });
  return bytes;
}

test('the terminal is asked, and nothing else', async () => {
  expect(await copied('11150929', {})).toBe(clipboardBytes('11150929', undefined));
});

test('as much as a terminal takes is copied, and not one byte more', async () => {
  expect((await copied('x'.repeat(CLIPBOARD_LIMIT), {})).length).toBeLessThan(100_010);
  await expect(copied('é'.repeat(CLIPBOARD_LIMIT / 2 + 1), {})).rejects.toMatchObject({
    kind: 'input',
    message: `${CLIPBOARD_LIMIT + 2} bytes are too many for the clipboard of a terminal.`,
  });
});

test('inside tmux its own command is tried first, then sequences', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casedeck-tmux-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  const tmux = (script: string) =>
    writeFileSync(join(folder, 'tmux'), `#!/bin/sh\n${script}\n`, {mode: 0o755});
  const env = {
    TMUX: '/tmp/tmux-1000/default,1,0',
    PATH: `${folder}:/usr/bin:/bin`,
    EQUINIX_API_TOKEN: 'geheim',
  };
  tmux(`{ echo "$@"; cat; echo; env; } > ${folder}/out`);
  expect(await copied('11150929', env)).toBe('');
  const out = readFileSync(join(folder, 'out'), 'utf8');
  expect(out).toContain('load-buffer -w -\n11150929\n');
  expect(out).not.toContain('geheim');
  tmux('exit 1');
  expect(await copied('11150929', env)).toBe(clipboardBytes('11150929', 'tmux'));
});
