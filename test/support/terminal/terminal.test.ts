import {expect, onTestFinished, test} from 'vitest';
import {longTest} from '../long.ts';
import {startTerminal, type TerminalDriver, type TerminalOptions} from './terminal.ts';

// The tool of the stories. What works in it those in a real terminal prove, too: in `npm test` only how it fails.

/** A program of a few lines in the terminal: `say` writes, `keys` prints each read as JSON. */
function startScript(script: string, options: Partial<TerminalOptions> = {}): TerminalDriver {
  const prelude = `const say = (text) => process.stdout.write(text);
    const keys = () => { process.stdin.setRawMode(true);
      process.stdin.on('data', (data) => say(JSON.stringify(data.toString()) + '\\r\\n')); };`;
  const terminal = startTerminal({command: process.execPath, args: ['-e', prelude + script], ...options});
  onTestFinished(() => terminal.dispose());
  return terminal;
}

longTest('the screen is what is visible, not what was written', async () => {
  const terminal = startScript(
    `say('old text\\x1b[2J\\x1b[Hnew\\r\\n\\x1b[7minverse\\x1b[0m \\x1b[31mred'); keys()`,
  );
  await terminal.waitForText('red');
  expect(terminal.screen()).not.toContain('old');
  expect(terminal.row(0)).toBe('new');
  expect(terminal.screen().split('\n')).toHaveLength(24);
  expect(terminal.find('inverse')).toEqual({x: 0, y: 1});
  expect(terminal.cell(0, 1)).toMatchObject({text: 'i', inverse: true, foreground: 'default'});
  expect(terminal.cell(8, 1)).toMatchObject({text: 'r', inverse: false, foreground: 1});
  expect(terminal.raw()).toContain('old text');
  expect(terminal.bytes()).toBe(Buffer.byteLength(terminal.raw()));
});

test('waiting in vain fails with the screen', async () => {
  const terminal = startScript(`say('something else'); keys()`);
  await terminal.waitForText('something');
  await expect(terminal.waitForText('never', {timeout: 50})).rejects.toThrow(
    /"never": not within 50 ms[\s\S]*something else/,
  );
  await expect(terminal.waitForNoText(/some.*else/, {timeout: 50})).rejects.toThrow('to go');
});

test('waiting for text of a program that has ended fails at once', async () => {
  const terminal = startScript(`say('bye'); process.exit(3)`);
  await expect(terminal.waitForText('never', {timeout: 60_000})).rejects.toThrow(/ended with code 3/);
  expect(await terminal.waitForExit()).toEqual({code: 3, signal: undefined});
  expect(terminal.screen()).toContain('bye');
});

longTest('a killed program tells its signal', async () => {
  const terminal = startScript(`say('ready'); keys()`);
  await terminal.waitForText('ready');
  terminal.kill('SIGHUP');
  expect(await terminal.waitForExit()).toMatchObject({signal: 'SIGHUP'});
});

longTest('keys arrive as a terminal sends them, one write each or all in one', async () => {
  const terminal = startScript(`keys(); say('ready\\r\\n')`);
  await terminal.waitForText('ready');
  for (const [key, read] of [
    ['enter', '"\\r"'],
    ['esc', '"\\u001b"'],
    ['ctrl-s', '"\\u0013"'],
    ['up', '"\\u001b[A"'],
    ['ctrl-left', '"\\u001b[1;5D"'],
    ['alt-b', '"\\u001bb"'],
    ['j', '"j"'],
  ] as const) {
    terminal.press(key);
    await terminal.waitForText(read);
  }
  terminal.pressAll(['j', 'j', 'down', 'enter']);
  await terminal.waitForText('"jj\\u001b[B\\r"');
  terminal.write('\x1b[?1h');
});

longTest('the cursor keys follow the application mode, and paste and focus their modes', async () => {
  const terminal = startScript(`keys(); say('ready\\r\\n'); process.stdin.on('data', (data) => {
    if (data.toString() === '1') say('\\x1b[?1h\\x1b[?2004h\\x1b[?1004h\\x1b[?25l\\x1b[?1049hmodes on\\r\\n'); });`);
  await terminal.waitForText('ready');
  terminal.paste('a\nb');
  await terminal.waitForText('"a\\rb"');
  expect(terminal.modes()).toMatchObject({
    alternateScreen: false,
    cursorHidden: false,
    bracketedPaste: false,
  });
  terminal.press('1');
  await terminal.waitForText('modes on');
  expect(terminal.modes()).toMatchObject({
    alternateScreen: true,
    cursorHidden: true,
    bracketedPaste: true,
    focusReporting: true,
    applicationCursorKeys: true,
  });
  expect(terminal.lineModes()).toEqual({echo: false, icanon: false, isig: false});
  terminal.paste('a\nb');
  await terminal.waitForText('"\\u001b[200~a\\rb\\u001b[201~"');
  terminal.press('up');
  await terminal.waitForText('"\\u001bOA"');
  terminal.focus(false);
  await terminal.waitForText('"\\u001b[O"');
});

longTest('questions to the terminal are answered, unless it is mute', async () => {
  const ask = `keys(); say('\\x1b[c\\x1b[6n\\x1b]11;?\\x1b\\\\')`;
  const terminal = startScript(ask, {background: '#fafafa'});
  await terminal.waitForText('[?1;2c');
  await terminal.waitForText('[1;1R');
  await terminal.waitForText('rgb:fafa/fafa/fafa');
  const mute = startScript(`${ask}; setTimeout(() => say('asked'), 300)`, {mute: true});
  await mute.waitForText('asked');
  expect(mute.screen()).not.toContain('[1;1R');
});

longTest('a resize reaches the program and the screen', async () => {
  const terminal = startScript(`keys(); say('ready');
    process.stdout.on('resize', () => say(' now ' + process.stdout.columns + 'x' + process.stdout.rows))`);
  await terminal.waitForText('ready');
  terminal.resize(40, 10);
  await terminal.waitForText('now 40x10');
  expect(terminal.frame()).toMatchObject({cols: 40, rows: 10});
});

longTest('clipboard, title and bell are noticed', async () => {
  const terminal = startScript(
    `say('\\x1b]52;c;' + btoa('copied') + '\\x07\\x1b]0;a title\\x07\\x07done'); keys()`,
  );
  await terminal.waitForText('done');
  expect([terminal.clipboard(), terminal.title(), terminal.bells()]).toEqual(['copied', 'a title', 1]);
});

longTest('a shell in the terminal gets its line discipline back, and tells what runs in it', async () => {
  const terminal = startTerminal({command: '/bin/sh', args: ['-i'], env: {PS1: 'sh> ', ENV: ''}});
  onTestFinished(() => terminal.dispose());
  await terminal.waitForText('sh>');
  expect(terminal.foreground()).toBe(terminal.pid);
  expect(terminal.lineModes()).toEqual({echo: true, icanon: true, isig: true});
  terminal.write('cat\r');
  await terminal.waitFor('cat in the foreground', () => terminal.foreground() !== terminal.pid);
  terminal.press('ctrl-z');
  await terminal.waitForText('Stopped');
});

longTest('wide characters and emoji take two columns, combining marks none', async () => {
  const terminal = startScript(`say('東京|e\\u0301|👍|x'); keys()`);
  await terminal.waitForText('|x');
  expect(terminal.row(0)).toBe('東京|e\u0301|👍|x');
  expect([4, 6, 9].map((x) => terminal.cell(x, 0).text)).toEqual(['|', '|', '|']);
  expect(terminal.find('|x')).toEqual({x: 9, y: 0});
});
