import {filterTokens} from '../domain/filter/filter-tokens.ts';
import {FILTER_KEYS} from '../domain/filter/filter-rules.ts';
import {parseFilter} from '../domain/filter/parse-filter.ts';
import {joinedId, splitId} from '../domain/joined-id.ts';
import {typedIds} from '../domain/ticket/ticket-ids.ts';
import type {TicketRow} from '../domain/records.ts';
import type {Services} from '../state/services.ts';
import {topScreen} from '../state/navigation.ts';
import {createTextBuffer} from '../text/edit/text-buffer.ts';
import {tellUser, type Guide, type Pickers, type Selection} from './ui.ts';
import type {Store} from '../store/store.ts';

/** A ticket that can be opened by its number. */
export type NumberEntry = {
  readonly id: string;
  /** Undefined: this machine does not know it; the service may. */
  readonly row: TicketRow | undefined;
};

/**
 * The ticket of a number, whichever of its numbers that is. Of several accounts that are shown together it is the one whose ticket names it
 * (`near`), else the first that knows it.
 */
export function numberEntry(id: string, store: Store, near?: string): NumberEntry {
  const {account} = splitId(near ?? '', store.accounts());
  const [first] = entriesOf(id, store, account === undefined ? store.accounts() : [account]);
  return first ?? {id, row: undefined};
}

/** Each of `accounts` may have the number; where some know it, the others are left out. */
function entriesOf(
  id: string,
  store: Pick<Services['store'], 'accounts' | 'row'>,
  accounts: readonly string[],
): readonly NumberEntry[] {
  const isJoined = store.accounts().length > 1 && splitId(id, store.accounts()).account === undefined;
  const ids = isJoined ? accounts.map((account): string => joinedId(account, id)) : [id];
  const entries = ids.map((one): NumberEntry => {
    const row = store.row(one);
    return {id: row?.id ?? one, row};
  });
  const known = entries.filter(({row}) => row !== undefined);
  return known.length > 0 ? known : entries;
}

/** The tickets whose numbers stand in what was typed or pasted, each once. */
export function numberEntries(
  text: string,
  store: Store,
  accounts: readonly string[] = store.accounts(),
): readonly NumberEntry[] {
  const entries = typedIds(text).flatMap((id) => entriesOf(id, store, accounts));
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}

/** The same for a filter line: a number after a key, or with a "not" before it, is part of the filter. */
export function numbersInFilter(text: string, store: Store): readonly NumberEntry[] {
  const {filter} = parseFilter(text, {now: 0, ibxs: () => [], me: store.me(), accounts: store.accounts});
  const words = filterTokens(text).filter(
    ({key, isNegated}) => !isNegated && !FILTER_KEYS.some((name) => name === key?.toLowerCase()),
  );
  return numberEntries(words.map((token) => token.text).join(' '), store, filter.accounts);
}

/** `Open 11147093`, and what is known of it. */
export function numberText({id, row}: NumberEntry): string {
  return `Open ${id}${row === undefined ? ' (not in the list: from the service)' : ''}`;
}

/** Shows the ticket; one that is not known here is read while it is shown, and followed from then on. */
export function openNumber(
  ui: Guide & Selection,
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

/** For pasted text where nothing is being written: the one known ticket that it names is opened, others are offered. */
export function openPasted(
  ui: Guide & Selection & Pickers,
  services: Pick<Services, 'store' | 'poller' | 'clock'>,
  text: string,
): void {
  const entries = numberEntries(text, services.store);
  const [first] = entries;
  if (first === undefined) {
    tellUser(ui, 'No number of a ticket stands in what was pasted.');
  } else if (entries.length === 1 && first.row !== undefined) {
    openNumber(ui, services, first);
  } else {
    ui.palette.buffer.set(createTextBuffer(entries.map(({id}) => id).join(' ')));
    ui.palette.select();
    ui.go({type: 'overlay', overlay: 'palette'});
  }
}
