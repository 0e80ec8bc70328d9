import {COMPOSER} from '../../support/composer-title.ts';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {openTicket} from '../../support/find-ticket.ts';
import {firstRows, longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {makeHome} from '../../support/start-console.ts';

test.each(
  firstRows([
    [80, 24],
    [40, 10],
  ]),
)(
  'a template is chosen in the composer, filled from the ticket, and names what is left, at %dx%d',
  async (cols, rows) => {
    const home = makeHome();
    const folder = join(home, 'config', 'casedeck', 'templates');
    mkdirSync(folder, {recursive: true});
    writeFileSync(join(folder, 'aaa-first.txt'), '{id} in {cabinet}, {reference}: port {port} please.\n');
    await using app = await openConsole({home, cols, rows});
    const {terminal} = app;
    await openTicket(terminal, '1-204976070710');
    terminal.press(keyOf('ticket.note'));
    await terminal.waitForText(COMPOSER);
    terminal.write('Hello. ');
    await terminal.waitForText('7 of 4000');
    terminal.press(keyOf('write.template'));
    await terminal.waitForText('aaa first');
    // Back without one: the text is as it was.
    terminal.press('esc');
    await terminal.waitForText('7 of 4000');
    terminal.press(keyOf('write.template'));
    await terminal.waitForText('aaa first');
    terminal.press('enter');
    await terminal.waitForText('Left to fill in: {port}');
    await terminal.waitForText(/Hello\. 1-204976070710 in/);
    terminal.press(keyOf('write.send'));
    await terminal.waitFor(
      'the note at the service',
      () =>
        app.sandbox
          .ticket('1-204976070710')
          ?.notes.some(
            ({text}) => text === 'Hello. 1-204976070710 in SV5:01:02:0101, OPS-90412: port {port} please.',
          ) === true,
    );
  },
);

// Also proven by test/settings/templates.test.ts.
longTest('a template that cannot be read is named, and the text stays', async () => {
  const home = makeHome();
  mkdirSync(join(home, 'config', 'casedeck', 'templates', 'broken.txt'), {recursive: true});
  // Wide enough for any path.
  await using app = await openConsole({home, cols: 200});
  const {terminal} = app;
  await openTicket(terminal, '11150929');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(COMPOSER);
  terminal.write('kept');
  await terminal.waitForText('4 of 4000');
  terminal.press(keyOf('write.template'));
  await terminal.waitForText('EISDIR');
  expect(terminal.screen()).toContain('broken.txt');
  terminal.press('esc');
  await terminal.waitForText('4 of 4000');
  expect(terminal.screen()).toContain('kept');
});

// Also proven by test/screens/compose-parts.test.ts and text-buffer.test.ts; the key: stories/write.ts.
longTest('their last note is quoted for the answer', async () => {
  await using app = await openConsole();
  const {terminal} = app;
  await openTicket(terminal, '1-204976070710');
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(COMPOSER);
  terminal.press(keyOf('write.quote'));
  await terminal.waitForText('> Breaker B12 reset once');
  terminal.write('Thank you.');
  await terminal.waitForText(/^│ Thank you\./m);
});
