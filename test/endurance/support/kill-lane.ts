import {beginNote, composerOf} from '../../support/composer-title.ts';
import {setTimeout as pause} from 'node:timers/promises';
import {keyOf} from '../../../src/keys/keymap.ts';
import type {Sandbox} from '../../../src/sandbox/start-sandbox.ts';
import {openStore} from '../../../src/store/open-store.ts';
import type {Store} from '../../../src/store/store.ts';
import {draftIn} from '../../support/draft-in.ts';
import {openConsole} from '../../support/open-console.ts';
import {databaseOf} from '../../support/start-console.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';

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
  /** The most that a screen was ahead of the disk: frames with letters that the disk had not. */
  mostAhead: number;
  /** Drafts of an earlier round that the next one went on with. */
  continued: number;
};

/**
 * So many frames may be ahead of the disk: what is typed rests for a tenth of a second at most, after a slow save. Told in
 * frames and not in milliseconds: a machine with too much to do draws fewer of them.
 */
const ALLOWED_FRAMES = 8;
/** When the blow falls, or shortly after. */
const MOMENTS = ['writing', 'sending', 'sent'] as const;
const WORDS = 'reseat optics breaker cage panel light level fibre door router patch cabinet'.split(' ');

/**
 * Starts a console, writes a note (or goes on with the one that the round before left), perhaps sends it,
 * kills everything at a random moment, and looks at what is on the disk.
 */
export async function killRound(lane: Lane, round: number): Promise<void> {
  const {home, sandbox, random, figures} = lane;
  await using app = await openConsole({home, sandbox, ownProcess: true});
  const {terminal} = app;
  const ticketId = await openComposer(terminal, random);
  const begun = textBefore(lane, ticketId);
  await terminal.waitForText(`${begun.length} of 4000`);
  const typed = begun === '' ? `${lane.name}-${round}` : '';
  const seen: number[] = [];
  const watching = watchCount(terminal, seen);
  const moment = MOMENTS[Math.floor(random() * MOMENTS.length)];
  const text = await write(terminal, random, typed);
  if (moment !== 'writing') terminal.press(keyOf('write.send'));
  if (moment === 'sent') await terminal.waitForNoText(composerOf(ticketId));
  await pause(random() * 120);
  const wasClosed = !composerOf(ticketId).test(terminal.screen());
  terminal.kill('SIGKILL');
  await watching;
  figures.rounds += 1;
  if (begun !== '') figures.continued += 1;
  judge(lane, {ticketId, full: begun + text, wantedSending: moment !== 'writing', wasClosed, seen});
}

async function openComposer(terminal: TerminalDriver, random: Random): Promise<string> {
  await terminal.waitForText(/\d+ of \d+/);
  const rows = Math.floor(random() * 6);
  for (let row = 0; row < rows; row += 1) terminal.press(keyOf('move.down'));
  return await beginNote(terminal);
}

function textBefore({home}: Lane, ticketId: string): string {
  return draftIn(home, ticketId, 'note') ?? draftIn(home, ticketId, 'reply') ?? '';
}

/** Types word by word; gives what was typed. */
async function write(terminal: TerminalDriver, random: Random, start: string): Promise<string> {
  const count = 1 + Math.floor(random() ** 2 * 12);
  const words = Array.from({length: count}, () => ` ${WORDS[Math.floor(random() * WORDS.length)] ?? ''}`);
  if (start !== '') terminal.write(start);
  for (const word of words) {
    await pause(random() * 90);
    terminal.write(word);
  }
  return start + words.join('');
}

/** Notes each new count of letters on the screen, until the program has ended. */
async function watchCount(terminal: TerminalDriver, seen: number[]): Promise<void> {
  const look = () => {
    const count = Number(/(\d+) of 4000/.exec(terminal.screen())?.[1] ?? 0);
    if (count > (seen.at(-1) ?? 0)) seen.push(count);
    return false;
  };
  await terminal.waitFor('the end', look, {timeout: 60_000}).catch(() => undefined);
}

type Outcome = {
  readonly ticketId: string;
  readonly full: string;
  readonly wantedSending: boolean;
  readonly wasClosed: boolean;
  /** The counts of letters that stood on the screen, one after the other. */
  readonly seen: readonly number[];
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
  const {ticketId, full, wantedSending, wasClosed, seen} = outcome;
  const item = store.outboxOf(ticketId).findLast(({text}) => full.startsWith(text));
  figures.lettersOnScreen += seen.at(-1) ?? 0;
  if (item !== undefined && !accepted.has(item.text)) {
    if (!wantedSending || item.text !== full) throw new Error(`${name}: "${item.text}" was never sent.`);
    accepted.set(full, ticketId);
    if (item.state === 'queued' || item.state === 'sending') figures[item.state] += 1;
    return;
  }
  if (wasClosed) throw new Error(`${name}: the note to ${ticketId} was taken and is gone: "${full}"`);
  const draft = (store.draft(ticketId, 'note') ?? store.draft(ticketId, 'reply'))?.text ?? '';
  if (!full.startsWith(draft)) throw new Error(`${name}: the draft is "${draft}", typed was "${full}"`);
  const ahead = seen.filter((count) => count > draft.length).length;
  figures.mostAhead = Math.max(figures.mostAhead, ahead);
  figures.composing += 1;
  neverSent.add(full);
  if (ahead <= ALLOWED_FRAMES) return;
  throw new Error(
    `${name}: ${ahead} frames ahead of the disk: "${draft}" of "${full}"; letters: ${seen.join(' ')}`,
  );
}
