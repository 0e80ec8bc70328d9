import {useMemo} from 'react';
import {line, type Line, span, spread} from '../../components/lines.ts';
import {inputLine} from '../../components/input-line.ts';
import {Pane} from '../../components/Pane.tsx';
import {useKeyDispatcher} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {type CommandId, COMMANDS} from '../../keys/keymap.ts';
import type {KeyContext} from '../../keys/key-row.ts';
import {statusLabel} from '../../domain/ticket.ts';
import type {Nav} from '../../state/navigation.ts';
import type {Guide, Pickers, Selection, Sized} from '../ui.ts';
import {numberEntries, type NumberEntry, numberText, openNumber} from '../open-number.ts';
import {placeLabel, shownLines} from '../pointed-lines.ts';
import {usePicker} from '../usePicker.ts';
import {commandEntries, type CommandEntry, isMotion, matchingEntries} from './command-entries.ts';
import {contextsUnder, runUnder} from './run-under.ts';
import {AppError} from '../../errors.ts';
import type {Store} from '../../store/store.ts';

export type OverlayProps = Sized<Guide & Selection & Pickers>;

/** Every command by its name: what it is called, its key, and where it cannot be run now, why. */
export function Palette({ui, width, height}: OverlayProps) {
  const services = useServices();
  const {store} = services;
  const keys = useKeyDispatcher();
  const nav = useValue(ui.nav);
  const picker = ui.palette;
  const history = useMemo(() => commandHistory(store), [store]);
  const entries = commandEntries(keys, contextsUnder(nav));
  const typed = picker.text();
  const site = nav.modal === undefined ? typedSite(typed) : undefined;
  const found: readonly (CommandEntry | NumberEntry)[] =
    typed.trim() === ''
      ? byUse(entries, history, contextsUnder(nav))
      : [
          ...(mayOpen(nav) ? numberEntries(typed, store) : []),
          ...siteEntries(site, entries),
          ...matchingEntries(typed, entries),
        ];
  const rows = Math.max(1, height - 3);
  const list = usePicker(picker, {
    entries: found,
    keyOf: (entry) => ('command' in entry ? entry.command.id : `open ${entry.id}`),
    page: rows,
    onChoose(entry) {
      if (entry === undefined) return;
      if (!('command' in entry)) return openNumber(ui, services, entry);
      if (site !== undefined && entry.command.id === 'site') {
        ui.go({type: 'overlay', overlay: undefined});
        ui.go({type: 'push', screen: {kind: 'site', ibx: site}});
        return;
      }
      if (entry.disabled === undefined) rememberCommand(store, entry.command.id);
      return runUnder(ui, keys, entry);
    },
    onClose: () => ui.go({type: 'back'}),
  });
  const inner = width - 2;
  const lines = shownLines(list, rows, (entry, selected) =>
    'command' in entry ? entryLine(entry, inner, selected) : numberLine(entry, inner, selected),
  );
  return (
    <Pane
      width={width}
      height={height}
      title="Commands"
      foot={placeLabel(list)}
      lines={[
        inputLine(span(' : ', 'strong'), list.field),
        ...(lines.length > 0 ? lines : [line(span('   No command is called like that.', 'dim'))]),
      ]}
      focused
    />
  );
}

/** Who is not signed in has no tickets, and a passphrase comes before them. */
function mayOpen({modal}: Nav): boolean {
  return modal === undefined || !['welcome', 'signin', 'passphrase'].includes(modal.kind);
}

/** `site SV5`: which site is asked for. */
function typedSite(typed: string): string | undefined {
  return /^site\s+([a-z]{2}\d{1,2}[a-z]?)$/i.exec(typed.trim())?.[1]?.toUpperCase();
}

/** The command that shows it, wherever one is. */
function siteEntries(site: string | undefined, entries: readonly CommandEntry[]): readonly CommandEntry[] {
  if (site === undefined) return [];
  return entries
    .filter(({command}) => command.id === 'site')
    .map((entry) => ({...entry, disabled: undefined, command: {...entry.command, title: `Site ${site}`}}));
}

/** What was run last comes first, then what this place has of its own, what moves, and last what cannot be run now. */
function byUse(
  entries: readonly CommandEntry[],
  history: readonly CommandId[],
  contexts: readonly KeyContext[],
): readonly CommandEntry[] {
  const last = history.length + contexts.length;
  const rank = (entry: CommandEntry) => {
    const {command, disabled} = entry;
    const used = history.indexOf(command.id);
    if (disabled !== undefined) return last + 1;
    if (used !== -1) return used;
    if (isMotion(entry)) return last;
    return history.length + contexts.findIndex((context) => command.contexts.includes(context));
  };
  return entries.toSorted((one, other) => rank(one) - rank(other));
}

/** A command's name and key, and in between why it cannot be run. */
function entryLine({command, keys, disabled}: CommandEntry, width: number, selected: boolean): Line {
  const isOff = disabled !== undefined;
  const words = [
    span(`   ${command.title}`, isOff ? 'dim' : 'normal'),
    span(isOff ? `  ${disabled}` : '', 'dim'),
  ];
  return {...spread(words, [span(`${keys.join('  ')} `, isOff ? 'dim' : 'key')], width), selected};
}

function numberLine(entry: NumberEntry, width: number, selected: boolean): Line {
  const words = [span(`   ${numberText(entry)}`, 'normal'), span(`  ${entry.row?.summary ?? ''}`, 'dim')];
  return {...spread(words, [span(statusLabelOf(entry), 'dim')], width), selected};
}

function statusLabelOf({row}: NumberEntry): string {
  return row === undefined ? '' : `${statusLabel(row.status)} `;
}

const NAME = 'console.commands';
const MOST = 30;

/** Commands that were run from the palette, the last one first. */
function commandHistory(store: Pick<Store, 'meta'>): readonly CommandId[] {
  try {
    const kept: unknown = JSON.parse(store.meta(NAME) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((id: unknown) => COMMANDS.find((command) => command.id === id)?.id ?? []);
  } catch {
    return [];
  }
}

/** Remembers one for later and for the next start; that there is no room for it is no trouble. */
function rememberCommand(store: Pick<Store, 'meta' | 'setMeta'>, id: CommandId): void {
  const before = commandHistory(store);
  if (before[0] === id) return;
  try {
    store.setMeta(NAME, JSON.stringify([id, ...before.filter((other) => other !== id)].slice(0, MOST)));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
