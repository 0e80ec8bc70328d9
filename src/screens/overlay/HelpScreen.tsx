import {useMemo} from 'react';
import {inputLine} from '../../components/input-line.ts';
import {line, type Line, span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useKeyDispatcher, useKeys} from '../../hooks/keys.tsx';
import {createPicker, type PickerState} from '../../state/picker-state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {showKey} from '../../keys/keymap.ts';
import {COMMAND_GROUPS, type KeyContext} from '../../keys/key-row.ts';
import {createTextBuffer} from '../../text/edit/text-buffer.ts';
import {padEnd, textWidth} from '../../text/width.ts';
import {motionKeys} from '../motions.ts';
import {placeLabel} from '../pointed-lines.ts';
import {usePicker} from '../usePicker.ts';
import type {Guide} from '../ui.ts';
import {commandEntries, type CommandEntry, isMotion, matchingEntries} from './command-entries.ts';
import type {OverlayProps} from './Palette.tsx';
import {contextsUnder, runUnder} from './run-under.ts';

/** The keys of the screen below with the user's own among them; `/` searches in all commands, Enter runs one. */
export function HelpScreen({ui, width, height}: OverlayProps) {
  const keys = useKeyDispatcher();
  const nav = useValue(ui.nav);
  const picker = useMemo(() => createPicker(), []);
  const contexts = contextsUnder(nav);
  const entries = commandEntries(keys, contexts);
  const typed = picker.text();
  const sections = typed.trim() === '' ? grouped(entries, contexts) : found(typed, entries, contexts);
  const shown = sections.flatMap((section) => section.entries);
  const rows = Math.max(1, height - 3);
  const choose = (entry: CommandEntry | undefined) => {
    if (entry !== undefined) runUnder(ui, keys, entry);
  };
  const list = usePicker(picker, {
    entries: shown,
    keyOf: ({command}) => command.id,
    page: rows,
    onChoose: choose,
    onClose() {
      picker.buffer.set(createTextBuffer());
      ui.go({type: 'overlay', overlay: 'help'});
    },
  });
  useHelpKeys(ui, picker, {rows, choose: () => choose(list.pointed())});
  const {lines, chosenLine} = helpLines(sections, list.entries[list.index]);
  const top = pageTop(chosenLine, lines.length, rows);
  return (
    <Pane
      width={width}
      height={height}
      title="Keys"
      foot={placeLabel(list)}
      lines={[
        nav.overlay === 'helpSearch'
          ? inputLine(span(' Find: ', 'strong'), list.field)
          : line(
              span(` ${showKey(ui.keyFor('email.find'))}`, 'key'),
              span(' searches in all commands', 'dim'),
            ),
        ...(shown.length > 0
          ? lines.slice(top, top + rows)
          : [line(span('   Nothing is called like that.', 'dim'))]),
      ]}
      focused
    />
  );
}

type HelpKeys = {readonly rows: number; readonly choose: () => void};

/** Until something is searched for, the keys of reading move as they do everywhere. */
function useHelpKeys(ui: Guide, {pointer}: PickerState, {rows, choose}: HelpKeys): void {
  const close = () => ui.go({type: 'back'});
  const pages = {half: Math.max(1, Math.floor(rows / 2)), page: rows};
  useKeys('help', {
    'email.find': () => ui.go({type: 'overlay', overlay: 'helpSearch'}),
    'menu.choose': choose,
  });
  useKeys('pager', {
    ...motionKeys(pointer, pages),
    back: close,
    close,
  });
}

type Section = {readonly title: string; readonly entries: readonly CommandEntry[]};

/** The commands of this screen, as the key table groups them. */
function grouped(entries: readonly CommandEntry[], contexts: readonly KeyContext[]): readonly Section[] {
  const here = entries.filter((entry) => isHeard(entry, contexts));
  return COMMAND_GROUPS.map((title) => ({
    title,
    // What edits a text comes behind what is done with it.
    entries: here
      .filter(({command}) => command.group === title)
      .toSorted((one, other) => Number(isMotion(one)) - Number(isMotion(other))),
  })).filter((section) => section.entries.length > 0);
}

/** What fits the typed letters, here and on other screens. */
function found(
  typed: string,
  entries: readonly CommandEntry[],
  contexts: readonly KeyContext[],
): readonly Section[] {
  const matching = matchingEntries(typed, entries);
  return [
    {title: 'Here', entries: matching.filter((entry) => isHeard(entry, contexts))},
    {title: 'Elsewhere', entries: matching.filter((entry) => !isHeard(entry, contexts))},
  ].filter((section) => section.entries.length > 0);
}

function isHeard({command}: CommandEntry, contexts: readonly KeyContext[]): boolean {
  return command.contexts.some((context) => contexts.includes(context));
}

/** Keys first, for that is what one looks for; the chosen row carries the bar. */
function helpLines(
  sections: readonly Section[],
  chosen: CommandEntry | undefined,
): {lines: readonly Line[]; chosenLine: number} {
  const all = sections.flatMap((section) => section.entries);
  const width = Math.min(18, Math.max(8, ...all.map(({keys}) => textWidth(keys.join('  ')))));
  const lines: Line[] = [];
  let chosenLine = 0;
  for (const {title, entries} of sections) {
    if (lines.length > 0) lines.push(line());
    lines.push(line(span(` ${title}`, 'strong')));
    for (const {command, keys} of entries) {
      const selected = command.id === chosen?.command.id;
      if (selected) chosenLine = lines.length;
      lines.push({
        ...line(span(`   ${padEnd(keys.join('  '), width)}`, 'key'), ` ${command.title}`),
        selected,
      });
    }
  }
  // The heading comes along with the first entry.
  return {lines, chosenLine: chosenLine === 1 ? 0 : chosenLine};
}

/** The first line to show of pages that do not overlap: walking through them rewrites the screen once a page. */
function pageTop(chosen: number, total: number, height: number): number {
  if (height <= 0) return 0;
  return Math.max(0, Math.min(Math.floor(chosen / height) * height, total - height));
}
