import {AppError, isStoreError} from '../../errors.ts';
import {caseNumberOf} from '../../domain/ticket.ts';
import type {GateWatch} from '../../api/gate/gate.ts';
import type {Store} from '../../store/store.ts';
import {readMail, type ReadMailDeps} from '../read-mail.ts';
import {Resting} from './resting.ts';
import type {Uptime} from './uptime.ts';

export type MailReaderDeps = ReadMailDeps & {
  readonly store: Pick<Store, 'row' | 'ticket' | 'email' | 'missingEmails'>;
  readonly gate: Pick<GateWatch, 'isOpen'>;
  readonly uptime: Uptime;
  readonly random: () => number;
  /** Details of other tickets on screen come before their e-mails. */
  readonly isFirstOnly: () => boolean;
  /** The store has another e-mail, or one could not be read; `isFirst`: of the ticket that the user looks at. */
  readonly onRead: (isFirst: boolean) => void;
  readonly onStoreError: (error: AppError) => void;
};

/** So many at a time: details, and what users wait for, come first. */
const AT_ONCE = 2;
/** Of a ticket that nobody looks at yet the newest are read. */
const NEWEST = 3;
const BACKOFF = {baseMs: 60_000, capMs: 24 * 3_600_000};

/** What is missing of a ticket as it was read at that time. */
type Missing = {
  readonly readAt: number;
  readonly caseNumber: string;
  /** Newest first. */
  readonly ids: readonly string[];
  /** Its newest e-mails, whether missing or not. */
  readonly newest: readonly string[];
};
const NONE: Omit<Missing, 'readAt'> = {caseNumber: '', ids: [], newest: []};

type Wanted = {
  readonly ticketId: string;
  readonly emailId: string;
  readonly caseNumber: string;
  readonly isFirst: boolean;
};

/** Reads bodies of e-mails of the tickets on screen, the ticket that is looked at first; each once for ever. */
export class MailReader {
  readonly #deps: MailReaderDeps;
  #visible: readonly string[] = [];
  #wanted: readonly string[] = [];
  readonly #missing = new Map<string, Missing>();
  readonly #reading = new Set<string>();
  /** A new map with each change. */
  #failed: ReadonlyMap<string, {readonly error: AppError}> = new Map();
  readonly #resting: Resting;

  constructor(deps: MailReaderDeps) {
    this.#deps = deps;
    this.#resting = new Resting(deps, BACKOFF);
  }

  setVisible(ids: readonly string[]): void {
    this.#visible = ids;
    this.#forgetOthers();
  }

  /** What others of the team look at comes behind that, its newest. */
  setWanted(ids: readonly string[]): void {
    this.#wanted = ids;
    this.#forgetOthers();
  }

  #forgetOthers(): void {
    const ids = new Set([...this.#visible, ...this.#wanted]);
    for (const id of this.#missing.keys()) if (!ids.has(id)) this.#missing.delete(id);
  }

  /** Why e-mails could not be read, by their ids; another map after each change. */
  failures(): ReadonlyMap<string, {readonly error: AppError}> {
    return this.#failed;
  }

  /** Those of a ticket may be tried again. */
  retry(ticketId: string): void {
    const ids = this.#deps.store.missingEmails(ticketId);
    if (!ids.some((id) => this.#failed.has(id))) return;
    this.#forgetFailures(ids);
  }

  /** Begins with what is due, and goes on by itself. */
  fill(signal: AbortSignal): void {
    try {
      while (this.#reading.size < AT_ONCE && !signal.aborted && this.#deps.gate.isOpen()) {
        const next = this.#next(this.#deps.isFirstOnly());
        if (next === undefined) return;
        void this.#read(next, signal);
      }
    } catch (error) {
      if (!isStoreError(error)) throw error;
      this.#deps.onStoreError(error);
    }
  }

  #next(firstOnly: boolean): Wanted | undefined {
    for (const [place, ticketId] of [...this.#visible, ...this.#wanted].entries()) {
      if (place > 0 && firstOnly) return undefined;
      const missing = this.#missingOf(ticketId);
      const isWanted = (id: string) => place === 0 || missing.newest.includes(id);
      const emailId = missing.ids.find(
        (id) => isWanted(id) && !this.#reading.has(id) && !this.#resting.has(id),
      );
      if (emailId !== undefined)
        return {ticketId, emailId, caseNumber: missing.caseNumber, isFirst: place === 0};
    }
    return undefined;
  }

  #missingOf(ticketId: string): Missing {
    const {store} = this.#deps;
    const readAt = store.row(ticketId)?.fetchedAt ?? 0;
    const known = this.#missing.get(ticketId);
    if (known?.readAt === readAt) return known;
    const missing = {readAt, ...(readAt === 0 ? NONE : this.#lookUp(ticketId))};
    this.#missing.set(ticketId, missing);
    return missing;
  }

  #lookUp(ticketId: string): Omit<Missing, 'readAt'> {
    const {store} = this.#deps;
    const ids = store.missingEmails(ticketId);
    const ticket = ids.length === 0 ? undefined : store.ticket(ticketId)?.ticket;
    const caseNumber = ticket === undefined ? undefined : caseNumberOf(ticket);
    if (caseNumber === undefined) return NONE;
    return {caseNumber, ids, newest: (ticket?.emails ?? []).slice(-NEWEST).map(({id}) => id)};
  }

  async #read({ticketId, emailId, caseNumber, isFirst}: Wanted, signal: AbortSignal): Promise<void> {
    const {store} = this.#deps;
    this.#reading.add(emailId);
    try {
      const mail = {ticketId, emailId, caseNumber: () => caseNumber, known: store.email(ticketId, emailId)};
      await readMail(this.#deps, mail, signal, isFirst ? 'visible' : 'background');
      this.#forget(ticketId, emailId);
    } catch (error) {
      if (isStoreError(error)) this.#deps.onStoreError(error);
      if (!signal.aborted) this.#keepFailure(emailId, error);
    } finally {
      this.#reading.delete(emailId);
    }
    if (signal.aborted) return;
    this.#deps.onRead(isFirst);
    this.fill(signal);
  }

  #forgetFailures(ids: readonly string[]): void {
    for (const id of ids) this.#resting.forget(id);
    this.#failed = new Map([...this.#failed].filter(([id]) => !ids.includes(id)));
  }

  #forget(ticketId: string, emailId: string): void {
    this.#forgetFailures([emailId]);
    const missing = this.#missing.get(ticketId);
    if (missing !== undefined)
      this.#missing.set(ticketId, {...missing, ids: missing.ids.filter((id) => id !== emailId)});
  }

  /** It rests, longer each time. */
  #keepFailure(emailId: string, error: unknown): void {
    const words = error instanceof AppError ? error : new AppError('bug', String(error));
    this.#resting.failed(emailId);
    this.#failed = new Map([...this.#failed, [emailId, {error: words}]]);
  }
}
