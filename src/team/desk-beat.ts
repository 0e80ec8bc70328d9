import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';
import type {Beat, BeatAnswer, Desk} from './desk.ts';

/** The console that asks the service reports this often; the desk believes it for {@link HELD_MS}. */
const ASKING_BEAT_MS = 4000;
/** Everybody else says this often that they are there. */
const BEAT_MS = 7000;
const HELD_MS = 15_000;
/** A console that could not reach the service lets others try for this long. */
const REST_MS = 60_000;
const MOST_DRAFTS = 50;
/** Who types tells everybody so often, and no more. */
const TYPED_MS = 5000;
/** Less than this is the way there and back, not the clock. */
const OFFSET_SLACK_MS = 500;

export type BeatDeps = {
  readonly store: Pick<Store, 'drafts'>;
  readonly clock: Clock;
  /** Whether requests of this console get through to the service, as far as it knows. */
  readonly canAsk: () => boolean;
};

/** What this console reports to the desk, and what the desk last answered. */
export class DeskBeat {
  answer: BeatAnswer | undefined;
  /** How far the database's clock is before ours. */
  offsetMs = 0;
  lookedAt: readonly string[] = [];
  isWatched = true;
  readonly #deps: BeatDeps;
  #answeredAt = 0;
  #sent = '';
  #restsUntil = 0;

  constructor(deps: BeatDeps) {
    this.#deps = deps;
  }

  /** This console asks the service for all: until the desk would believe that it is gone. */
  isAsking(): boolean {
    const age = this.#deps.clock.now() - this.#answeredAt;
    return this.answer?.isAsking === true && age >= 0 && age < HELD_MS;
  }

  isDue(): boolean {
    const age = this.#deps.clock.now() - this.#answeredAt;
    const everyMs = this.answer?.isAsking === true ? ASKING_BEAT_MS : BEAT_MS;
    return age < 0 || age >= everyMs || JSON.stringify(this.#beat()) !== this.#sent;
  }

  /** True where somebody who listens wants to know of the answer. */
  async send(desk: Desk): Promise<boolean> {
    const {clock, canAsk} = this.#deps;
    if (this.answer?.isAsking === true && !canAsk()) this.#restsUntil = clock.now() + REST_MS;
    const beat = this.#beat();
    const sentAt = clock.now();
    const [wasAsking, wanted] = [this.isAsking(), this.answer?.wanted.join()];
    const answer = await desk.beat(beat);
    this.setOffset(answer.now);
    this.#sent = JSON.stringify(beat);
    // Counted from the question, so that we never believe longer than the desk that we may ask.
    this.#answeredAt = sentAt;
    this.answer = answer;
    return wasAsking !== this.isAsking() || wanted !== answer.wanted.join();
  }

  /** Gives back what this console holds. */
  async sendLast(desk: Desk): Promise<void> {
    await desk.beat({...this.#beat(), lookedAt: [], isWatched: false, asks: false});
  }

  setOffset(now: number): void {
    const offset = now - this.#deps.clock.now();
    if (Math.abs(offset - this.offsetMs) > OFFSET_SLACK_MS) this.offsetMs = offset;
  }

  #beat(): Beat {
    const {store, clock, canAsk} = this.#deps;
    const drafts = store
      .drafts()
      .flatMap(({ticketId, kind, updatedAt}) =>
        ticketId === '' || kind === 'create' || kind === 'remark'
          ? []
          : [{ticketId, kind, typedAt: Math.round((updatedAt + this.offsetMs) / TYPED_MS) * TYPED_MS}],
      );
    const isResting = clock.now() < this.#restsUntil && this.answer?.isAsked !== false;
    return {
      drafts: drafts.slice(0, MOST_DRAFTS),
      lookedAt: this.lookedAt,
      isWatched: this.isWatched,
      asks: canAsk() && !isResting,
    };
  }
}
