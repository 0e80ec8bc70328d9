import type {ListQueries} from './list-queries.ts';
import type {State} from '../state.ts';
import type {Store} from '../../store/store.ts';
import {cursorLine, type ListPosition, placeIn, placeInOrder} from './list-position.ts';
import {Newcomers} from './newcomers.ts';
import type {ListReader} from './list-reader.ts';
import {lineOf, windowTop} from './list-window.ts';

export type Travel = (passed: () => readonly string[]) => void;

export type CoreDeps = {
  readonly state: State<ListPosition>;
  readonly reader: ListReader;
  readonly queries: ListQueries;
  readonly store: Pick<Store, 'version' | 'counts' | 'stale' | 'row'>;
  /** What ages are counted from. */
  readonly minute: () => number;
  /** Whether the list was read whole once. */
  readonly isWhole: () => boolean;
};

/** `keep` is for a look that is shown: what is only looked at has been seen by nobody. */
type Look = {readonly next: ListPosition; readonly keep: () => void};

/** The cursor of the list: how keys move it, and how it stays on its ticket when the list changes. */
export class ListCore {
  readonly #deps: CoreDeps;
  readonly travellers = new Set<Travel>();
  /** From the first full list on the cursor belongs to a ticket; before, to the first row, unless somebody moves it or uses its ticket. */
  #isPinned = false;
  #version = -1;
  readonly #newcomers: Newcomers;

  constructor(deps: CoreDeps, isPinned: boolean) {
    this.#deps = deps;
    this.#isPinned = isPinned;
    this.#newcomers = new Newcomers(deps.store);
  }

  put(next: ListPosition, version = this.#deps.store.version()): void {
    this.#version = version;
    this.#deps.state.set(next);
  }

  /** Shows the list as it is now around the same ticket, where `may` allows it. */
  follow(may: (next: ListPosition) => boolean = () => true): void {
    // What another process writes meanwhile is seen the next time.
    const version = this.#deps.store.version();
    const {next, keep} = this.#look();
    if (!may(next)) return;
    keep();
    this.put(next, version);
  }

  /** Nothing has changed since it was read, and no minute has passed (a snooze may end, or an age change). */
  isUpToDate(): boolean {
    const {state, minute, store} = this.#deps;
    return this.#isPinned && state.get().at === minute() && this.#version === store.version();
  }

  /** The list as it is now around the same ticket. */
  #look(): Look {
    const {reader, state, minute, isWhole} = this.#deps;
    const before = {...state.get(), at: minute()};
    const place = placeIn(before);
    if (!this.#isPinned || place === undefined) {
      const isPinned = this.#isPinned || isWhole();
      const keep = () => {
        this.#isPinned = isPinned;
        this.#newcomers.begin();
      };
      return {next: reader.moved(reader.onRow({...before, line: 0, newAbove: 0}, 0), 0), keep};
    }
    const next = reader.onSame({...before, line: cursorLine(before)}, place);
    const {news, keep} = this.#newcomers.among(next.index - before.index);
    const settled = {...next, index: before.index + news, newAbove: before.newAbove + news};
    return {next: {...reader.still(settled), line: before.line}, keep};
  }

  /** Somebody uses the ticket under the cursor. */
  hold(): void {
    this.#isPinned = true;
  }

  /** A key has put the cursor somewhere. */
  arrive(next: ListPosition, passed: () => readonly string[]): void {
    this.#isPinned = true;
    this.put({...next, line: cursorLine(next)});
    for (const listener of this.travellers) listener(passed);
  }

  move(delta: number): void {
    this.#isPinned = true;
    const before = this.#deps.state.get();
    if (delta === 0) return;
    if (!this.#moveInSight(before, before.index + delta)) this.#moveFar(before, delta);
  }

  /** To another row on screen: to the ticket that was shown there, even if others came in since. */
  #moveInSight(before: ListPosition, wanted: number): boolean {
    const {reader} = this.#deps;
    const [from, to] = [before.index - before.top, wanted - before.top];
    const seen = before.ids[to];
    if (seen === undefined) return false;
    const passed = () =>
      to < from ? before.ids.slice(to, from).toReversed() : before.ids.slice(from + 1, to + 1);
    const groups = before.groups === undefined ? undefined : reader.groupsAt(before);
    if (before.own === before.index) {
      if (windowTop({...before, index: wanted}, groups) !== before.top) return false;
      const next = {...before, selectedId: seen, own: wanted, index: wanted};
      this.#deps.state.set({...next, line: cursorLine(next)});
      for (const listener of this.travellers) listener(passed);
      return true;
    }
    // The entry that was kept in its place goes, and the rows around it move together.
    const place = reader.placeOf(before, seen);
    if (place === undefined) return false;
    const line = lineOf(to, before.groups, before.height);
    this.arrive(reader.onLine({...before, selectedId: seen, own: place, index: place, line}), passed);
    return true;
  }

  /** Further than the screen: counted from the cursor's ticket in the list as it is now. */
  #moveFar(before: ListPosition, delta: number): void {
    const {reader, store} = this.#deps;
    const look = this.#version === store.version() ? undefined : this.#look();
    look?.keep();
    const base = look?.next ?? before;
    const target = Math.min(Math.max(0, base.index + delta), Math.max(0, base.count - 1));
    const place = placeInOrder(base, target);
    if (place === undefined || target === base.index) return this.put(base);
    return this.arrive(reader.moved(reader.onRow(base, place), base.top), () => reader.between(base, target));
  }

  moveTo(index: number): void {
    const {reader, state, minute} = this.#deps;
    const before = {...state.get(), newAbove: 0, at: minute()};
    const next = reader.onRow(before, index);
    this.arrive(reader.moved(next, before.top), () => reader.between(before, next.index));
  }

  /** False: this view does not have it. */
  select(id: string): boolean {
    const {reader, state, minute} = this.#deps;
    const before = {...state.get(), at: minute()};
    const place = reader.placeOf(before, id);
    if (place === undefined) return false;
    this.arrive(reader.moved(reader.onRow(before, place), before.top), () => [id]);
    return true;
  }
}
