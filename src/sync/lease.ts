import type {Clock} from '../services.ts';
import type {Store} from '../store/types.ts';

export type LeaseDeps = {
  readonly store: Pick<Store, 'tryLease' | 'releaseLease' | 'meta' | 'setMeta'>;
  readonly clock: Clock;
  readonly owner: string;
  /** True where that owner has certainly ended, so that its lease need not run out first. */
  readonly isOwnerGone: (owner: string) => boolean;
};

/** Which of several casedecks on one database polls the service. */
export class PollLease {
  readonly #deps: LeaseDeps;
  readonly #ttlMs: number;
  #isHeld = false;

  constructor(deps: LeaseDeps, ttlMs: number) {
    this.#deps = deps;
    this.#ttlMs = ttlMs;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Takes or renews the lease. */
  renew(): boolean {
    const {store, clock, owner, isOwnerGone} = this.#deps;
    if (!this.#isHeld) {
      const holder = store.meta(HOLDER);
      if (holder !== undefined && holder !== owner && isOwnerGone(holder)) store.releaseLease(LEASE, holder);
    }
    const wasHeld = this.#isHeld;
    this.#isHeld = store.tryLease(LEASE, owner, this.#ttlMs, clock.now());
    if (this.#isHeld && !wasHeld) store.setMeta(HOLDER, owner);
    return this.#isHeld;
  }

  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#deps.store.releaseLease(LEASE, this.#deps.owner);
  }
}

const LEASE = 'poller';
const HOLDER = 'poller.holder';
