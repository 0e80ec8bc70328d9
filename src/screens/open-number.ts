import {filterTokens} from '../domain/filter/filter-tokens.ts';
import {FILTER_KEYS} from '../domain/filter/filter-rules.ts';
import {typedIds} from '../domain/ticket-ids.ts';
import type {TicketRow} from '../domain/records.ts';
import type {Services} from '../state/services.ts';
import {topScreen} from '../state/navigation.ts';
import {createTextBuffer} from '../text/edit/text-buffer.ts';
import type {Ui} from './ui.ts';

/** A ticket that can be opened by its number. */
export type NumberEntry = {
  readonly id: string;
  /** Undefined: this machine does not know it; the service may. */
  readonly row: TicketRow | undefined;
};

/** The ticket of a number, whichever of its numbers that is. */
export function numberEntry(id: string, {store}: Pick<Services, 'store'>): NumberEntry {
  const row = store.row(id);
  return {id: row?.id ?? id, row};
}

/** The tickets whose numbers stand in what was typed or pasted, each once. */
export function numberEntries(text: string, {store}: Pick<Services, 'store'>): readonly NumberEntry[] {
  const entries = typedIds(text).map((id) => numberEntry(id, {store}));
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}

/** The same of a filter line: what is given to one of its keys, or turned round, is part of a filter. */
export function numbersInFilter(text: string, services: Pick<Services, 'store'>): readonly NumberEntry[] {
  const words = filterTokens(text).filter(
    ({key, isNegated}) => !isNegated && !FILTER_KEYS.some((name) => name === key?.toLowerCase()),
  );
  return numberEntries(words.map((token) => token.text).join(' '), services);
}

/** `Open 11147093`, and what is known of it. */
export function numberWords({id, row}: NumberEntry): string {
  return `Open ${id}${row === undefined ? ' (not in the list: from the service)' : ''}`;
}

/** Shows the ticket; one that is not known here is read while it is shown, and followed from then on. */
export function openNumber(
  ui: Pick<Ui, 'fail' | 'go' | 'list' | 'nav'>,
  {store, poller, clock}: Pick<Services, 'clock' | 'poller' | 'store'>,
  {id, row}: NumberEntry,
): void {
  ui.go({type: 'modal', modal: undefined});
  ui.go({type: 'overlay', overlay: undefined});
  const top = topScreen(ui.nav.get());
  if (row !== undefined) ui.list.select(id);
  if (top.kind !== 'ticket' || top.id !== id) ui.go({type: 'push', screen: {kind: 'ticket', id}});
  if (row !== undefined) return;
  // The screen itself tells why it cannot be read.
  poller.refresh(id).then(
    () => store.track([id], 'opened', clock.now()),
    () => undefined,
  );
}

/** What was pasted where nothing is written: the one known ticket that it names opens, others are offered. */
export function openPasted(ui: Ui, services: Services, text: string): void {
  const entries = numberEntries(text, services);
  const [first] = entries;
  if (first === undefined) {
    const words = 'No number of a ticket stands in what was pasted.';
    ui.go({type: 'notice', notice: {tone: 'info', words}});
  } else if (entries.length === 1 && first.row !== undefined) {
    openNumber(ui, services, first);
  } else {
    ui.palette.buffer.set(createTextBuffer(entries.map(({id}) => id).join(' ')));
    ui.palette.select();
    ui.go({type: 'overlay', overlay: 'palette'});
  }
}
