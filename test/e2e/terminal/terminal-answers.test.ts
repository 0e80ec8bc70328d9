import {COMPOSER} from '../../support/composer-title.ts';
import {setTimeout as pause} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';

const ESC = '\u001B';
const COLOUR = `${ESC}]11;rgb:1414/1919/1f1f${ESC}\\`;

/** A console with a note of these words being written. */
async function writingNote(words: string) {
  const app = await openConsole({ownProcess: true});
  const {terminal} = app;
  await terminal.waitForText('ACTION');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(COMPOSER);
  terminal.write(words);
  await terminal.waitForText(`${words.length} of 4000`);
  return app;
}

async function sendAndRead(app: Awaited<ReturnType<typeof writingNote>>, text: string): Promise<void> {
  const {terminal, sandbox} = app;
  await terminal.waitForText(`${text.length} of 4000`);
  terminal.press(keyOf('write.send'));
  await terminal.waitForNoText(COMPOSER);
  await terminal.waitFor('the note at the service', () =>
    sandbox.log().some(({method, body}) => method === 'POST' && JSON.stringify(body ?? '').includes(text)),
  );
}

async function inPieces(terminal: TerminalDriver, pieces: readonly string[], milliseconds: number) {
  for (const piece of pieces) {
    terminal.write(piece);
    await pause(milliseconds);
  }
}

test('answers of the terminal are swallowed while a note is written, whole, cut and late', async () => {
  await using app = await writingNote('Fuse');
  const {terminal} = app;
  for (const answer of [
    COLOUR,
    COLOUR.replace(`${ESC}\\`, '\u0007'),
    `${ESC}P1+r544e=78${ESC}\\`,
    `${ESC}[?62;1c`,
  ]) {
    terminal.write(answer);
    await inPieces(terminal, [answer.slice(0, 2), answer.slice(2, -1), answer.slice(-1)], 120);
  }
  terminal.write(' pulled');
  await sendAndRead(app, 'Fuse pulled');
});

// Also proven by test/terminal/key-parser.test.ts.
longTest('a paste and an arrow that arrive in pieces are what they were', async () => {
  await using app = await writingNote('ab');
  const {terminal} = app;
  await inPieces(terminal, [`${ESC}[2`, `00~ qx${ESC}[20`, '1~'], 300);
  await terminal.waitForText('ab qx');
  await inPieces(terminal, [`${ESC}[`, 'D', `${ESC}O`, 'D'], 300);
  terminal.write('-');
  await sendAndRead(app, 'ab -qx');
});

// Also proven by test/terminal/key-parser.test.ts.
longTest('a paste that lost its end goes into the draft, and Esc and q work again', async () => {
  await using app = await writingNote('see ');
  const {terminal} = app;
  terminal.write(`${ESC}[200~abc`);
  await terminal.waitForText('see abc');
  terminal.press('esc');
  await terminal.waitForNoText(COMPOSER);
  terminal.write(`${ESC}[200~jjq`);
  terminal.press('ctrl-c');
  expect(await terminal.waitForExit()).toMatchObject({code: 0});
});

// Also proven by test/terminal/key-parser.test.ts.
longTest('Alt and a letter edit or do nothing; the note stays open', async () => {
  await using app = await writingNote('one two three');
  const {terminal} = app;
  for (const key of ['alt-x', 'alt-q', 'alt-enter', 'alt-b', 'alt-backspace', 'alt-d']) terminal.press(key);
  terminal.write('four');
  await sendAndRead(app, 'one four');
});

// Also proven by test/terminal/key-parser.test.ts.
longTest('keys of CSI u and modifyOtherKeys are the keys that they are', async () => {
  await using app = await writingNote('a');
  const {terminal} = app;
  terminal.write(`${ESC}[98u${ESC}[127u${ESC}[27;2;67~`);
  await terminal.waitForText('aC');
  terminal.write(`${ESC}[115;5u`);
  await terminal.waitForNoText(COMPOSER);
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(COMPOSER);
  terminal.write(`${ESC}[27u`);
  await terminal.waitForNoText(COMPOSER);
  terminal.write(`${ESC}[27;5;99~`);
  expect(await terminal.waitForExit()).toMatchObject({code: 0});
  expect(terminal.modes()).toMatchObject({kittyKeyboard: 0});
});

// Also proven by test/terminal/key-parser.test.ts and key-fuzz.test.ts.
longTest('an end mark inside of a paste, and ctrl-s at once, send nothing', async () => {
  await using app = await writingNote('hello ');
  const {terminal, sandbox} = app;
  terminal.write(`${ESC}[200~evil${ESC}[201~\u0013`);
  await terminal.waitForText('Not sent');
  expect(terminal.screen()).toContain('hello evil');
  expect(JSON.stringify(sandbox.log())).not.toContain('hello');
  await pause(200);
  terminal.press(keyOf('write.send'));
  await terminal.waitForNoText(COMPOSER);
});
