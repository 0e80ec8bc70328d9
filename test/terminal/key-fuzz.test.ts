import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createKeyDispatcher, type KeyActions} from '../../src/hooks/keys.tsx';
import {COMMANDS} from '../../src/keys/keymap.ts';
import {textKeys} from '../../src/screens/compose/text-keys.ts';
import {createState} from '../../src/state/state.ts';
import {createKeyParser} from '../../src/terminal/key-parser.ts';
import {createTextBuffer, insert, textOf} from '../../src/text/edit/text-buffer.ts';
import {often} from '../support/long.ts';

const ESC = '\u001B';
/** About 50 bytes a run; in the full count a million in all. */
const RUNS = often(300, 4000, 20_000);
const LONGEST = {timeout: 10 * 60_000};

/** What a terminal sends of its own, and what it sends for keys that do nothing in a text. */
const ANSWERS = [
  ...[
    `]11;rgb:1414/1919/1f1f${ESC}\\`,
    ']4;1;rgb:ffff/0000/0000\u0007',
    `P1+r544e=78${ESC}\\`,
    `_Gok${ESC}\\`,
  ],
  ...[`P>|XTerm(390)${ESC}\\`, '[?62;1;6c', '[12;40R', '[?2026;2$y', '[8;24;80t', '[<0;12;7M', '[I', '[O'],
  ...['[1;9A', '[57441u', '[120;3u', '[120;1:3u', 'q', 'x', 'é', '\r', '[19~'],
].map((rest) => ESC + rest);

const typed = fc.string({
  unit: fc.constantFrom('a', 'q', 'x', 'é', '漢', '1', '/', '?', ':', ' '),
  minLength: 1,
  maxLength: 8,
});
const pasted = fc.string({
  unit: fc.constantFrom('a', 'q', '\n', 'é', '漢', '\u0013x', '[A'),
  minLength: 1,
  maxLength: 30,
});

type Sent = {readonly bytes: string; readonly text: string};
const sent: fc.Arbitrary<Sent> = fc.oneof(
  typed.map((text) => ({bytes: text, text})),
  pasted.map((text) => ({
    bytes: `${ESC}[200~${text.replaceAll('\n', '\r')}${ESC}[201~`,
    text: text.replaceAll('\u0013', ''),
  })),
  fc.constantFrom(...ANSWERS).map((bytes) => ({bytes, text: ''})),
);

/** A console in which a note is written, and which remembers every other command that was run. */
function writing() {
  const buffer = createState(createTextBuffer());
  const run: string[] = [];
  let time = 0;
  const keys = createKeyDispatcher({
    contexts: () => ['composer', 'dialog'],
    toInk: () => undefined,
    onDisabled: () => undefined,
    onFailed: () => undefined,
    now: () => 0,
  });
  const others = Object.fromEntries(COMMANDS.map(({id}) => [id, () => run.push(id)])) as KeyActions;
  keys.register('composer', () => ({
    actions: {...others, ...textKeys(buffer, 80)},
    onText: (text) => buffer.set((now) => insert(now, text)),
    onPaste: (text) => buffer.set((now) => insert(now, text)),
  }));
  keys.register('always', () => ({actions: others}));
  const parser = createKeyParser(keys.dispatch, () => time);
  return {
    run,
    text: () => textOf(buffer.get()),
    feed: (piece: Uint8Array) => parser.feed(piece),
    isWaiting: () => parser.waitMs !== undefined,
    pause() {
      time += parser.waitMs ?? 200;
      if (parser.waitMs !== undefined) parser.giveUp();
    },
  };
}

/** Cut at these places, but never right behind an ESC: Esc alone is a key. */
function cutAt(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))]
    .filter((place) => bytes[place - 1] !== 0x1b)
    .toSorted((one, other) => one - other);
  return [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length));
}

test(
  'whatever the terminal says between the keys, and however it is cut: the text is what was typed, and no command runs',
  LONGEST,
  () => {
    fc.assert(
      fc.property(
        fc.array(sent, {maxLength: 12}),
        fc.array(fc.nat(400), {maxLength: 20}),
        (pieces, places) => {
          const note = writing();
          for (const piece of cutAt(Buffer.from(pieces.map(({bytes}) => bytes).join('')), places))
            note.feed(piece);
          note.pause();
          expect(note.text()).toBe(pieces.map(({text}) => text).join(''));
          expect(note.run).toEqual([]);
        },
      ),
      {numRuns: RUNS},
    );
  },
);

test(
  'of damaged sequences and noise nothing runs that no key asked for, and the keyboard lives',
  LONGEST,
  () => {
    const noise = fc.uint8Array({maxLength: 12}).map((bytes) => Buffer.from(bytes));
    const damaged = fc
      .tuple(
        fc.constantFrom(...ANSWERS, `${ESC}[200~text${ESC}[201~`, `${ESC}[1;5D`, `${ESC}OA`),
        fc.nat(30),
        fc.nat(255),
        fc.nat(2),
      )
      .map(([whole, at, byte, what]) => {
        const bytes = [...Buffer.from(whole)];
        if (what === 0) bytes.splice(at % bytes.length, 1);
        else if (what === 1) bytes.splice(at % bytes.length, 0, byte);
        else bytes[at % bytes.length] = byte;
        return Buffer.from(bytes);
      });
    const step = fc.tuple(fc.oneof(noise, damaged), fc.boolean());
    fc.assert(
      fc.property(fc.array(step, {maxLength: 10}), (steps) => {
        const note = writing();
        const all = Buffer.concat(steps.map(([bytes]) => bytes));
        for (const [bytes, isPaused] of steps) {
          note.feed(bytes);
          if (isPaused) note.pause();
        }
        while (note.isWaiting()) note.pause();
        for (const id of note.run) {
          const {keys} = COMMANDS.find((command) => command.id === id) ?? {keys: []};
          expect(
            keys.some((key) => isIn(all, key)),
            `${id} by ${all.toString('hex')}`,
          ).toBe(true);
        }
        const before = note.text();
        note.feed(Buffer.from('j'));
        note.feed(Buffer.from('k'));
        expect(note.text().length).toBe(before.length + 2);
      }),
      {numRuns: RUNS},
    );
  },
);

/** Whether the bytes hold what a terminal sends for the key; keys with sequences of their own have an ESC at least. */
function isIn(bytes: Buffer, key: string): boolean {
  const control = /^ctrl-([a-z_\\\]^])$/.exec(key)?.[1];
  if (control !== undefined && bytes.includes(control.toUpperCase().charCodeAt(0) & 0x1f)) return true;
  if (key.length === 1 && bytes.includes(key)) return true;
  const plain: Readonly<Record<string, readonly number[]>> = {
    enter: [13, 10],
    tab: [9],
    backspace: [8, 127],
    space: [32],
  };
  if ((plain[key] ?? []).some((byte) => bytes.includes(byte))) return true;
  return bytes.includes(0x1b) || bytes.includes(0x9b) || bytes.includes(0x8f);
}
