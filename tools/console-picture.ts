import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {keyOf, type CommandId} from '../src/keys/keymap.ts';
import {filmSvg, type Scene} from '../test/support/frames/film-svg.ts';
import {frameSvg} from '../test/support/frames/frame-svg.ts';
import {openConsole} from '../test/support/open-console.ts';
import {ROOT} from './bundle.ts';

/**
 * `npm run picture`: docs/console.svg, a real frame of the built console on the sandbox, and docs/triage.svg, a round
 * of triage: the ticket that waits for us, its e-mail, an answer, a filter.
 */
const ANSWER = 'Go ahead at 22:00 UTC. Please call our NOC before you start.';
const TYPED_AT_ONCE = 6;

await using app = await openConsole({cols: 120, rows: 34});
const {terminal} = app;
const scenes: Scene[] = [];

/** Once nothing changes any more. */
async function scene(seconds: number): Promise<void> {
  await terminal.settled(250);
  scenes.push({frame: terminal.frame(), seconds});
}

async function press(id: CommandId, text: string | RegExp, seconds: number): Promise<void> {
  terminal.pressAll(keyOf(id).split(' '));
  await terminal.waitForText(text);
  await scene(seconds);
}

async function type(text: string, seconds: number): Promise<void> {
  for (let at = 0; at < text.length; at += TYPED_AT_ONCE) {
    terminal.write(text.slice(at, at + TYPED_AT_ONCE));
    await scene(0.25);
  }
  await scene(seconds);
}

await terminal.waitForText('ACT');
await terminal.waitForText('[Notes');
await terminal.settled(1500);
await writeFile(join(ROOT, 'docs/console.svg'), frameSvg(terminal.frame(), {title: 'casedeck'}));

await scene(2);
await press('move.down', /\b2 of/, 1);
await press('move.up', /\b1 of/, 0.7);
await press('open', 'Esc back', 2.5);
const still = scenes.length - 1;
await press('ticket.emails', '[E-mails', 1.2);
await press('open', 'Subject', 3);
await press('back', '[E-mails', 0.7);
await press('ticket.note', 'Note to', 1);
await type(ANSWER, 1);
terminal.press(keyOf('write.send'));
await terminal.waitForNoText('Note to');
await scene(1);
await press('tab.previous', ANSWER.slice(0, 20), 2.5);
await press('back', '/ filter', 1);
terminal.press(keyOf('filter.open'));
await terminal.waitForText(' / ');
await type('ibx:LD8', 0.7);
await press('filter.done', 'c note', 3);

const film = filmSvg(scenes, still, {title: 'casedeck'});
await writeFile(join(ROOT, 'docs/triage.svg'), film);
console.log(`docs/triage.svg: ${scenes.length} scenes, ${Math.round(film.length / 1024)} kB`);
