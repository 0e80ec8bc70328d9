import {stripVTControlCharacters} from 'node:util';
import type {CommandId} from '../../src/keys/keymap.ts';

/** What the eye sees of the list: its rows by the tickets' numbers, and the one with the pointer. */
export type Seen = {readonly ids: readonly string[]; readonly pointed: number};

/** Beside the detail pane a number is short: its end tells it from the others. */
const ID = /1-\d{12}|…\d{7,13}/;

/** The bar of the selected row begins before its number. */
// oxlint-disable-next-line no-control-regex -- colours as the terminal gets them
const BAR = /\u001b\[(?:[\d;]*;)?7m[^\u001b]*(?:1-\d{12}|…\d{7,13})/;

/** Reads the list from the rows of a frame, colours and all. `known`: the numbers of all tickets there are. */
export function seenIn(rows: readonly string[], known: readonly string[]): Seen {
  const plain = rows.map((row) => stripVTControlCharacters(row));
  // The ticket itself may stand below the list.
  const end = plain.findIndex((row) => row.startsWith('└'));
  const list = rows.filter((_, at) => at < end && ID.test(plain[at]?.slice(0, 30) ?? ''));
  return {
    ids: list.map((row) => wholeOf(ID.exec(stripVTControlCharacters(row))?.[0] ?? '', known)),
    pointed: list.findIndex((row) => BAR.test(row)),
  };
}

/** The only ticket that a number on screen can mean; where it could mean several, that is said in its place. */
function wholeOf(shown: string, known: readonly string[]): string {
  const meant = known.filter((id) => id.endsWith(shown.replace('…', '')));
  return meant.length === 1 ? (meant[0] ?? '') : `${shown} (${meant.length} tickets)`;
}

/** Which ticket is selected, told by keys and by what stood on screen when they were pressed. */
export class HandModel {
  selected: string | undefined;
  #view = 'view.1';
  /** A range of marks is under way: then marking ends it, and stays where it is. */
  #isRange = false;
  readonly #views = new Map<string, string | undefined>();

  /** Undefined: the key goes to a row that is not on screen, and what it shows there is what it has chosen. */
  press(id: CommandId, {ids, pointed}: Seen): string | undefined {
    if (id === 'mark.range') this.#isRange = !this.#isRange;
    if (id === 'mark.toggle' && this.#isRange) {
      this.#isRange = false;
      return this.selected;
    }
    const by = {'move.down': 1, 'move.up': -1, 'mark.toggle': 1}[id as string];
    if (by !== undefined) return this.#to(ids, pointed + by);
    if (id === 'move.first' || id === 'move.last' || id === 'move.halfDown' || id === 'unread.next')
      return undefined;
    if (id.startsWith('view.')) return this.#show(id);
    return this.selected;
  }

  /** Esc in the list. */
  leave(): void {
    this.#isRange = false;
  }

  #to(ids: readonly string[], index: number): string | undefined {
    return ids[index];
  }

  #show(view: CommandId): string | undefined {
    this.#views.set(this.#view, this.selected);
    this.#view = view;
    return this.#views.get(view);
  }
}
