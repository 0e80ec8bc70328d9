import {COMPOSER} from '../../support/composer-title.ts';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openStore} from '../../../src/store/open-store.ts';
import {longTest, often} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {databaseOf} from '../../support/start-console.ts';

const LINE = 'a line of a log, 漢字 and more\n';
/** 5 MB, and beside a person's work a tenth of it. */
const PASTED = LINE.repeat(often(18_000, 180_000));

test('of megabytes pasted into a note 4,000 characters go in, the rest stays in the draft, and nothing is lost', async () => {
  await using app = await openConsole({ownProcess: true});
  const {terminal, sandbox, home} = app;
  await terminal.waitForText('ACTION');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(COMPOSER);
  terminal.paste(PASTED);
  terminal.write('!');
  await terminal.waitForText(`${PASTED.length - 4000} characters more are kept in the draft`);
  const store = openStore({file: databaseOf(home)});
  onTestFinished(() => store.close());
  const stored = () => store.drafts()[0]?.text ?? '';
  await terminal.waitFor('the whole text in the draft', () => stored().length === PASTED.length + 1);
  expect(stored().replace('!', '')).toBe(PASTED);
  terminal.press(keyOf('edit.backspace'));
  await terminal.waitForText('4000 of 4000');
  // A key that sends right behind a paste is not heard: a person looks at it first.
  await terminal.settled(400);
  terminal.press(keyOf('write.send'));
  await terminal.waitForText('The first part is on its way');
  await terminal.waitFor('the note at the service', () =>
    sandbox.log().some(({body}) => JSON.stringify(body ?? '').includes('a line of a log')),
  );
  expect(PASTED.endsWith(stored())).toBe(true);
  expect(stored().length).toBeGreaterThan(PASTED.length - 4001);
});

// Also proven by test/text/text-buffer.test.ts; the same paste into a note is the test before.
longTest('a field of one line takes the first line of 5 MB, and the next key is answered', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await terminal.waitForText('ACTION');
  for (const [id, label] of [
    ['filter.open', ' / '],
    ['palette', ' : '],
    ['search.open', 'Words: '],
  ] as const) {
    terminal.press(keyOf(id));
    await terminal.waitForText(label);
    terminal.paste(`\n${PASTED}`);
    terminal.write('!');
    await terminal.waitForText(`${label}${LINE.trim()}!`);
    terminal.press('esc');
    await terminal.waitForNoText(LINE.trim());
  }
});
