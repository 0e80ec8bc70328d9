import type {Clock} from '../domain/clock.ts';
import type {Desk, DeskSeat} from './desk.ts';

/** If few connections are left, most consoles use short ones for this long. */
const SHORT_MS = 10 * 60_000;

export type LineDeps = {
  readonly clock: Clock;
  readonly seat: DeskSeat;
  /** With `listens` false, a connection that is meant to be short. */
  readonly open: (seat: DeskSeat, listens: boolean) => Promise<Desk>;
};

/** This console's one connection: kept open if the desk reports news by itself, otherwise opened for each look. */
export class DeskLine {
  desk: Desk | undefined;
  /** How long the last connection took to open, in milliseconds: a server that is slow with them is asked less often. */
  openingMs = 0;
  readonly #deps: LineDeps;
  #shortUntil = 0;

  constructor(deps: LineDeps) {
    this.#deps = deps;
  }

  /** The one that is open, or another one. */
  async opened(): Promise<Desk> {
    if (this.desk !== undefined) return this.desk;
    const {open, seat, clock} = this.#deps;
    const begun = clock.now();
    const isShort = this.#isShort();
    this.desk = await open(seat, !isShort);
    this.openingMs = isShort ? Math.max(0, clock.now() - begun) : 0;
    return this.desk;
  }

  /** Makes room for others for a while. */
  goShort(): void {
    this.#shortUntil = this.#deps.clock.now() + SHORT_MS;
  }

  /** It says by itself when something is new. */
  get isTold(): boolean {
    return this.desk?.tells() === true;
  }

  /** After a look: closes it where it tells nothing. */
  rest(): void {
    if (this.desk?.tells() === false && !this.#isShort()) this.goShort();
    if (this.#isShort()) this.close();
  }

  close(): void {
    void this.desk?.close();
    this.desk = undefined;
  }

  #isShort(): boolean {
    return this.#deps.clock.now() < this.#shortUntil;
  }
}
