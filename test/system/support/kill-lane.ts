import {setTimeout as pause} from 'node:timers/promises';
import {keyOf} from '../../../src/keys/keymap.ts';
import type {Sandbox} from '../../../src/sandbox/start-sandbox.ts';
import {openStore} from '../../../src/store/open-store.ts';
import type {Store} from '../../../src/store/store.ts';
import {openConsole} from '../../support/open-console.ts';
import {databaseOf} from '../../support/start-console.ts';
import type {TerminalDriver} from '../../support/terminal.ts';

/** Numbers from 0 to 1, repeatable. */
export type Random = () => number;

/** What one home folder went through. */
export type Lane = {
  readonly name: string;
  readonly home: string;
  readonly random: Random;
  readonly sandbox: Sandbox;
  /** Texts that the outbox had taken, by what was on the disk after the kill. */
  readonly accepted: Map<string, string>;
  /** Everything that was ever typed to its end and not found in the outbox. */
  readonly neverSent: Set<string>;
  readonly figures: Figures;
};

export type Figures = {
  rounds: number;
  /** Killed while the text was being written, after it was queued, or in between. */
  composing: number;
  queued: number;
  sending: number;
  lettersOnScreen: number;
  /** How long the oldest letter had been on screen that was not on the disk, in milliseconds. */
  oldestLost: number;
  /** Drafts of an earlier round that the next one went on with. */
  continued: number;
};

/** A letter may be this young and not yet on the disk, in milliseconds. */
const ALLOWED_MS = 300;
const WORDS = 'reseat optics breaker cage panel light level fibre door router patch cabinet'.split(' ');

/** How many letters stood on the screen, and since when. */
type Seen = {readonly at: number; readonly count: number};

/**
 * Starts a console, writes a note (or goes on with the one that the round before left), perhaps sends it,
 * kills everything at a random moment, and looks at what is on the disk.
 */
export async function killRound(lane: Lane, round: number): Promise<void> {
  const {home, sandbox, random, figures} = lane;
  await using app = await openConsole({home, sandbox});
  const {terminal} = app;
  const ticketId = await openComposer(terminal, random);
  const begun = textBefore(lane, ticketId);
  await terminal.waitForText(`${begun.length} of 4000`);
  const typed = begun === '' ? `${lane.name}-${round}` : '';
  const seen: Seen[] = [];
  const watching = watchCount(terminal, seen);
  const killAt = Date.now() + 50 + random() * 1100;
  const script = write(terminal, random, typed, killAt);
  await pause(Math.max(0, killAt - Date.now()));
  const wasClosed = terminal.find(`Note to ${ticketId}`) === undefined;
  const killedAt = Date.now();
  terminal.kill('SIGKILL');
  const {text, wantedSending} = await script;
  await watching;
  figures.rounds += 1;
  if (begun !== '') figures.continued += 1;
  judge(lane, {ticketId, full: begun + text, wantedSending, wasClosed, killedAt, seen});
}

async function openComposer(terminal: TerminalDriver, random: Random): Promise<string> {
  await terminal.waitForText(/\d+ of \d+/);
  const rows = Math.floor(random() * 6);
  for (let row = 0; row < rows; row += 1) terminal.press(keyOf('move.down'));
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(/Note to \S+/);
  return /Note to (\S+)/.exec(terminal.screen())?.[1] ?? '';
}

function textBefore({home}: Lane, ticketId: string): string {
  const store = openStore({file: databaseOf(home)});
  try {
    return store.draft(ticketId, 'note')?.text ?? '';
  } finally {
    store.close();
  }
}

/** Types word by word and, mostly, sends; ends at `killAt`. Gives what was typed, sent or not. */
async function write(
  terminal: TerminalDriver,
  random: Random,
  start: string,
  killAt: number,
): Promise<{readonly text: string; readonly wantedSending: boolean}> {
  let text = '';
  const type = (more: string) => {
    terminal.write(more);
    text += more;
  };
  if (start !== '') type(start);
  const words = 1 + Math.floor(random() * 8);
  for (let word = 0; word < words; word += 1) {
    await pause(random() * 90);
    if (Date.now() >= killAt) return {text, wantedSending: false};
    type(` ${WORDS[Math.floor(random() * WORDS.length)] ?? ''}`);
  }
  await pause(random() * 100);
  if (Date.now() >= killAt || random() < 0.15) return {text, wantedSending: false};
  terminal.press(keyOf('write.send'));
  return {text, wantedSending: true};
}

/** Notes each new count of letters on the screen, until the program has ended. */
async function watchCount(terminal: TerminalDriver, seen: Seen[]): Promise<void> {
  const look = () => {
    const count = Number(/(\d+) of 4000/.exec(terminal.screen())?.[1] ?? 0);
    if (count > (seen.at(-1)?.count ?? 0)) seen.push({at: Date.now(), count});
    return false;
  };
  await terminal.waitFor('the end', look, {timeout: 60_000}).catch(() => undefined);
}

type Outcome = {
  readonly ticketId: string;
  readonly full: string;
  readonly wantedSending: boolean;
  readonly wasClosed: boolean;
  readonly killedAt: number;
  readonly seen: readonly Seen[];
};

function judge(lane: Lane, outcome: Outcome): void {
  const store = openStore({file: databaseOf(lane.home)});
  try {
    judgeStore(lane, store, outcome);
  } finally {
    store.close();
  }
}

function judgeStore({accepted, neverSent, figures, name}: Lane, store: Store, outcome: Outcome): void {
  const {ticketId, full, wantedSending, wasClosed, killedAt, seen} = outcome;
  const item = store.outboxOf(ticketId).findLast(({text}) => full.startsWith(text));
  figures.lettersOnScreen += seen.at(-1)?.count ?? 0;
  if (item !== undefined && !accepted.has(item.text)) {
    if (!wantedSending || item.text !== full) throw new Error(`${name}: "${item.text}" was never sent.`);
    accepted.set(full, ticketId);
    if (item.state === 'queued' || item.state === 'sending') figures[item.state] += 1;
    return;
  }
  if (wasClosed) throw new Error(`${name}: the note to ${ticketId} was taken and is gone: "${full}"`);
  const draft = store.draft(ticketId, 'note')?.text ?? '';
  if (!full.startsWith(draft)) throw new Error(`${name}: the draft is "${draft}", typed was "${full}"`);
  const missing = seen.find(({count}) => count > draft.length);
  const age = missing === undefined ? 0 : killedAt - missing.at;
  figures.oldestLost = Math.max(figures.oldestLost, age);
  figures.composing += 1;
  neverSent.add(full);
  if (age <= ALLOWED_MS) return;
  const counts = seen.map(({at, count}) => `${count} at ${at - killedAt} ms`).join(', ');
  throw new Error(`${name}: on screen for ${age} ms and lost: "${draft}" of "${full}"; letters: ${counts}`);
}
