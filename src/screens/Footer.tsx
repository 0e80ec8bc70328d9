import {useSyncExternalStore} from 'react';
import {LineText} from '../components/Pane.tsx';
import {line, span, spread, type Line, type Span} from '../components/lines.ts';
import {useKeyDispatcher, type KeyDispatcher} from '../hooks/keys.tsx';
import {useValue} from '../hooks/useValue.ts';
import {commandOf, COMMANDS, showKey} from '../keys/keymap.ts';
import type {Command, KeyContext} from '../keys/key-row.ts';
import {contextsOf, topScreen, type Nav} from '../state/navigation.ts';
import type {Guide, Selection} from './ui.ts';
import {textWidth} from '../text/width.ts';
import {noticeLines} from './banners/banner.ts';

export type FooterProps = {
  readonly ui: Guide & Selection;
  readonly width: number;
  readonly right?: string;
};

/** The keys of this screen from the key table, or the last notice. */
export function Footer({ui, width, right = ''}: FooterProps) {
  const nav = useValue(ui.nav);
  const keys = useKeyDispatcher();
  const pending = useValue(keys.pending);
  useValue(keys.offered);
  useValue(ui.marks);
  useWriting(ui, keys);
  const notice = noticeLines(nav.notice, width);
  const above = pending === '' ? notice : sequenceLines(keys, width);
  if (above.length > 0) return above.map((item, index) => <LineText key={index} width={width} line={item} />);
  const marks = markHint(ui, nav);
  const taken = 2 + cellsOf(marks) + textWidth(right);
  const left = [...marks, ...fittingHints(hints(nav, keys), width - taken)];
  return <LineText width={width} line={spread(left, [span(`${right} `, 'dim')], width)} />;
}

/** Whether the ticket under the cursor can be written to: what writes is in the footer only then. */
function useWriting({list}: Selection, {stateOf}: KeyDispatcher): void {
  const noteLabel = () => stateOf('ticket.note')?.footer;
  useSyncExternalStore(list.subscribe, noteLabel, noteLabel);
}

/** What marks are for, while some are set: single keys act on the ticket under the cursor alone. */
function markHint(ui: Guide & Selection, nav: Nav): readonly Span[] {
  const count = ui.marks.get().ids.size;
  if (count === 0 || !contextsOf(nav).includes('list')) return [];
  const [first = ''] = ui.keyFor('bulk.note').split(' ');
  return [span(` ${first}`, 'key'), span(` ${count} marked `, 'warning')];
}

/** What can follow the first keys of a sequence, in as many rows as that takes; none where no sequence was begun. */
export function sequenceLines(keys: KeyDispatcher, width: number): readonly Line[] {
  const begun = keys.pending.get();
  if (begun === '') return [];
  const rows: (readonly Span[])[] = [];
  let row: readonly Span[] = [span(` ${showKey(begun)} `, 'strong')];
  for (const {rest, id} of keys.continuations()) {
    const {footer, title} = commandOf(id);
    const next = [span(` ${showKey(rest)}`, 'key'), span(` ${footer ?? title} `, 'dim')];
    if (row.length > 1 && cellsOf([...row, ...next]) > width) {
      rows.push(row);
      row = [{text: ' '.repeat(textWidth(showKey(begun)) + 2)}];
    }
    row = [...row, ...next];
  }
  return [...rows, row].map((spans) => line(...spans));
}

function cellsOf(spans: readonly Span[]): number {
  return spans.reduce((sum, {text}) => sum + textWidth(text), 0);
}

type Hint = {
  readonly spans: readonly Span[];
  /** The way out, to help, or to be done and to send: it stands there however little room there is. */
  readonly isNeeded: boolean;
};

/** As many as there is room for, in their order; those that are needed come first. */
function fittingHints(all: readonly Hint[], width: number): readonly Span[] {
  let room = width;
  const fits = ({spans}: Hint) => {
    const isFitting = cellsOf(spans) <= room;
    if (isFitting) room -= cellsOf(spans);
    return isFitting;
  };
  const kept = new Set(
    [...all.filter(({isNeeded}) => isNeeded), ...all.filter(({isNeeded}) => !isNeeded)].filter(fits),
  );
  return all.filter((hint) => kept.has(hint)).flatMap(({spans}) => spans);
}

const WAYS_OUT: ReadonlySet<string> = new Set(['help', 'help.anywhere', 'close']);

function isNeeded({id, keys, sends}: Command): boolean {
  return sends === true || keys.includes('ctrl-s') || keys.includes('esc') || WAYS_OUT.has(id);
}

function hints(nav: Nav, {shownKey, stateOf}: KeyDispatcher): readonly Hint[] {
  const contexts = contextsOf(nav);
  const isAbove = nav.modal !== undefined || nav.overlay !== undefined || topScreen(nav).kind !== 'list';
  // Where there is a shorter key for the keys of a place, that one is told.
  const hasHelp = contexts.some(
    (context) => context === 'help' || commandOf('help').contexts.includes(context),
  );
  const owners = ownersOf([...contexts, 'always'], {shownKey, stateOf});
  const shown = COMMANDS.filter(
    (command) =>
      command.footer !== undefined &&
      !command.keys[0]?.includes(' ') &&
      command.contexts.some((context) => context === 'always' || contexts.includes(context)) &&
      !(hasHelp && command.id === 'help.anywhere') &&
      stateOf(command.id)?.footer !== '' &&
      owners.get(shownKey(command.id)) === command.id,
  );
  return shown.map((command) => ({
    isNeeded: isNeeded(command),
    spans: [
      span(` ${showKey(shownKey(command.id))}`, 'key'),
      span(
        ` ${stateOf(command.id)?.footer ?? (isAbove ? command.footerAbove : undefined) ?? command.footer ?? ''} `,
        'dim',
      ),
    ],
  }));
}

/** Which command each key runs: of two contexts that offer one for it, the first one's. */
function ownersOf(
  contexts: readonly KeyContext[],
  {shownKey, stateOf}: Pick<KeyDispatcher, 'shownKey' | 'stateOf'>,
): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const context of contexts) {
    for (const {id, contexts: own} of COMMANDS) {
      if (!own.includes(context) || stateOf(id, [context]) === undefined) continue;
      const key = shownKey(id);
      if (!owners.has(key)) owners.set(key, id);
    }
  }
  return owners;
}
