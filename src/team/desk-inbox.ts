import {AppError, isStoreError} from '../errors.ts';
import type {Store} from '../store/store.ts';
import {DeskAnswers} from './desk-answers.ts';
import type {Desk, DeskRow} from './desk.ts';
import {numberOfRow, readRow, type KnownRow} from './desk-rows.ts';

/**
 * How far a desk was read, and by which version of casedeck: a newer version reads again what an older one could not
 * understand.
 */
type Cursor = {readonly desk: string; readonly seq: number; readonly app: string};

/** What is read goes into the store in slices: a key that is pressed meanwhile does not wait. */
const SLICE = 20;

export type InboxDeps = {
  /** One that shares nothing: what came from the desk does not go back there. */
  readonly store: Store;
  /** How far the database's clock is before ours. */
  readonly offsetMs: () => number;
  /** Orders that are no tickets are wanted here. */
  readonly readsOrders: boolean;
  /** Called once where a newer casedeck has written something. */
  readonly onNewer: () => void;
};

/** Brings the store to where the desk is. */
export class DeskInbox {
  readonly #deps: InboxDeps;
  readonly answers: DeskAnswers;
  #isNewerTold = false;

  constructor(deps: InboxDeps) {
    this.#deps = deps;
    this.answers = new DeskAnswers(deps);
  }

  /** The number of the last row that was read. */
  seq(desk: Desk): number {
    const cursor = this.#cursor();
    return cursor?.desk === desk.id && cursor.app === CASEDECK_VERSION ? cursor.seq : 0;
  }

  /**
   * Reads on to the end. `last` is the desk's own last number: if it is lower than ours, the desk was restored from an
   * older copy.
   */
  async read(desk: Desk, last: number, signal: AbortSignal): Promise<void> {
    let after = this.seq(desk) > last ? 0 : this.seq(desk);
    for (;;) {
      const rows = await desk.pull(after);
      signal.throwIfAborted();
      const end = rows.map(numberOfRow).findLast((seq) => seq !== undefined);
      // Gaps in the numbers, and rows that are not valid, are skipped for good.
      if (end === undefined || end <= after) return void (await this.#apply(desk, [], last));
      if (!(await this.#apply(desk, rows, end))) return;
      after = end;
      if (after >= last) return;
    }
  }

  #cursor(): Cursor | undefined {
    const json = this.#deps.store.deskCursor();
    return json === undefined ? undefined : (JSON.parse(json) as Cursor);
  }

  /** False where another process has read on meanwhile. */
  async #apply(desk: Desk, rows: readonly DeskRow[], seq: number): Promise<boolean> {
    const {store, offsetMs} = this.#deps;
    let from = store.deskCursor() ?? '';
    const known = rows.flatMap((row) => readRow(row, offsetMs()) ?? []);
    const step = (ops: readonly Extract<KnownRow, {readonly is: 'op'}>[], cursor: string): boolean => {
      const isOurs = store.applyNews({ops, cursor, from});
      from = cursor;
      return isOurs;
    };
    let waiting: Extract<KnownRow, {readonly is: 'op'}>[] = [];
    for (const [index, row] of known.entries()) {
      if (index % SLICE === SLICE - 1) await new Promise((resolve) => void setImmediate(resolve));
      if (row.is === 'op') waiting.push(row);
      else if (row.is === 'newer') this.#tellNewer();
      else {
        // Deeds and answers keep their order: a snooze after news is not ended by them.
        if (waiting.length > 0 && !step(waiting, from)) return false;
        waiting = [];
        if (row.is === 'member') store.putMembers([row.member]);
        else this.#putAnswer(row);
      }
    }
    return step(waiting, JSON.stringify({desk: desk.id, seq, app: CASEDECK_VERSION} satisfies Cursor));
  }

  #tellNewer(): void {
    if (this.#isNewerTold) return;
    this.#isNewerTold = true;
    this.#deps.onNewer();
  }

  #putAnswer(row: Extract<KnownRow, {readonly is: 'answer'}>): void {
    try {
      this.answers.put(row);
    } catch (error) {
      // What only this console could not keep is later read from the service.
      if (!(error instanceof AppError || error instanceof SyntaxError) || isStoreError(error)) throw error;
    }
  }
}
