import type {Clock} from '../../domain/clock.ts';
import type {Store} from '../../store/store.ts';

export type LeaseDeps = {
  readonly store: Pick<Store, 'tryLease' | 'releaseLease' | 'meta' | 'setMeta'>;
  readonly clock: Clock;
  readonly owner: string;
  /** True if that owner has certainly ended, so that nobody must wait for its lease to expire. */
  readonly isOwnerGone: (owner: string) => boolean;
};

const TTL_MS = 45_000;

/** Which of several casedecks on one database polls the service. */
export class PollLease {
  readonly #deps: LeaseDeps;
  #isHeld = false;

  constructor(deps: LeaseDeps) {
    this.#deps = deps;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** True if the holder was killed: no need to wait until the lease expires. Only reads. */
  isOrphaned(): boolean {
    return !this.#isHeld && this.#goneHolder() !== undefined;
  }

  /** Takes or renews the lease. */
  renew(): boolean {
    const {store, clock, owner} = this.#deps;
    const gone = this.#isHeld ? undefined : this.#goneHolder();
    if (gone !== undefined) store.releaseLease(LEASE, gone);
    const wasHeld = this.#isHeld;
    this.#isHeld = store.tryLease(LEASE, owner, TTL_MS, clock.now());
    if (this.#isHeld && !wasHeld) store.setMeta(HOLDER, owner);
    return this.#isHeld;
  }

  #goneHolder(): string | undefined {
    const {store, owner, isOwnerGone} = this.#deps;
    const holder = store.meta(HOLDER);
    return holder !== undefined && holder !== owner && isOwnerGone(holder) ? holder : undefined;
  }

  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#deps.store.releaseLease(LEASE, this.#deps.owner);
  }
}

const LEASE = 'poller';
const HOLDER = 'poller.holder';
