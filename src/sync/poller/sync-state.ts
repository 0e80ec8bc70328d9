import {AppError, asAppError} from '../../errors.ts';
import type {Millis} from '../../domain/records.ts';
import type {GateWatch} from '../../api/gate/gate.ts';
import type {ReadingProgress, SyncStatus} from '../contracts.ts';

type Progress = SyncStatus['progress'];

/** The status that the header shows, and those who listen to it. The same object as long as nothing changed. */
export class SyncState {
  readonly #gate: GateWatch;
  readonly #listeners = new Set<() => void>();
  #status: SyncStatus = {
    state: 'stopped',
    listAt: undefined,
    error: undefined,
    nextAt: undefined,
    progress: undefined,
    reading: undefined,
  };
  #isRunning = false;
  #busy = 0;
  #isListing = false;
  #listAt: Millis | undefined;
  #listError: AppError | undefined;
  #storeError: AppError | undefined;
  #progress: Progress;
  #reading: ReadingProgress | undefined;

  constructor(gate: GateWatch) {
    this.#gate = gate;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  status(): SyncStatus {
    return this.#status;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  started(listAt: Millis | undefined): void {
    this.#isRunning = true;
    this.#listAt = listAt;
    this.#update();
  }

  stopped(): void {
    this.#isRunning = false;
    this.#update();
  }

  listBegan(): void {
    this.#isListing = true;
    this.#update();
  }

  progressed(progress: Progress): void {
    this.#progress = progress;
    this.#update();
  }

  /** `trouble`: it was ended early. */
  listEnded(at: Millis, trouble?: AppError): void {
    this.#isListing = false;
    this.#progress = undefined;
    this.#listAt = at;
    this.#listError = trouble;
    this.#storeError = undefined;
    this.#update();
  }

  listFailed(error: unknown): void {
    this.#isListing = false;
    this.#progress = undefined;
    if (!(error instanceof AppError && error.kind === 'cancelled')) this.#listError = asAppError(error);
    this.#update();
  }

  gateChanged(): void {
    this.#update();
  }

  /** The store holds something new, by this process or another. */
  storeChanged(listAt: Millis | undefined, reading: ReadingProgress | undefined): void {
    // Whoever brought the list up to date, an older failure is over.
    if (listAt !== this.#listAt) this.#listError = undefined;
    this.#listAt = listAt;
    this.#storeError = undefined;
    this.#reading = reading;
    if (!this.#update()) this.#emit();
  }

  /** Runs what may fail with the store; a failure is shown. */
  tryStore(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.storeFailed(error);
    }
  }

  storeFailed(error: AppError): void {
    this.#storeError = error;
    this.#update();
  }

  /** Shows `syncing` until `work` ends. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#busy += 1;
    this.#update();
    try {
      return await work;
    } finally {
      this.#busy -= 1;
      this.#update();
    }
  }

  /** Whether anything changed, and was told. */
  #update(): boolean {
    const gate = this.#gate.state();
    const next: SyncStatus = {
      state: this.#stateNow(gate.state),
      listAt: this.#listAt,
      error: this.#storeError ?? gate.error ?? this.#listError,
      nextAt: gate.until,
      progress: this.#progress,
      reading: this.#reading,
    };
    if (isSame(this.#status, next)) return false;
    this.#status = next;
    this.#emit();
    return true;
  }

  #stateNow(gate: ReturnType<GateWatch['state']>['state']): SyncStatus['state'] {
    if (!this.#isRunning) return 'stopped';
    if (gate !== 'open') return gate;
    return this.#isListing || this.#busy > 0 ? 'syncing' : 'idle';
  }

  #emit(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function isSame(a: SyncStatus, b: SyncStatus): boolean {
  const isPlain =
    a.state === b.state && a.listAt === b.listAt && a.error === b.error && a.nextAt === b.nextAt;
  return isPlain && isSameProgress(a.progress, b.progress) && isSameProgress(a.reading, b.reading);
}

function isSameProgress(a: Partial<ReadingProgress> = {}, b: Partial<ReadingProgress> = {}): boolean {
  return a.done === b.done && a.total === b.total && a.since === b.since;
}
