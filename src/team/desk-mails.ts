import type {Timers} from '../api/timers.ts';
import {LARGEST_ANSWER, type Desk, type SharedMail} from './desk.ts';

/** Who looks at an e-mail waits no longer for the desk. */
const WAIT_MS = 3000;
const MOST_AT_ONCE = 20;
/** The first version of a desk with e-mails. */
const SECOND = 2;

/**
 * E-mails being delivered to the desk, and requests for those on it: read one by one, only by the console that shows
 * them.
 */
export class DeskMails {
  readonly #timers: Timers;
  /** Ends the pause between two rounds; false where the desk is away. */
  readonly #wake: () => boolean;
  readonly #offered = new Map<string, SharedMail>();
  readonly #asked = new Map<string, ((raw: string | undefined) => void)[]>();

  constructor(timers: Timers, wake: () => boolean) {
    this.#timers = timers;
    this.#wake = wake;
  }

  get isWaiting(): boolean {
    return this.#offered.size > 0 || this.#asked.size > 0;
  }

  /** One that was read of the service. */
  offer(mail: SharedMail): void {
    // A NUL has no place in the desk's texts.
    if (mail.raw.includes('\0') || Buffer.byteLength(mail.raw) > LARGEST_ANSWER) return;
    this.#offered.set(mail.id, mail);
    if (!this.#wake()) this.#offered.delete(mail.id);
  }

  /** The service's answer; undefined where the desk has none, or does not say so soon. */
  async ask(id: string): Promise<string | undefined> {
    return await new Promise((resolve) => {
      const timer = this.#timers.setTimeout(() => resolve(undefined), WAIT_MS);
      const answer = (raw: string | undefined) => {
        this.#timers.clearTimeout(timer);
        resolve(raw);
      };
      this.#asked.set(id, [...(this.#asked.get(id) ?? []), answer]);
      if (!this.#wake()) this.#answer(id, undefined);
    });
  }

  /** Delivers and asks. A desk of an older casedeck has no e-mails. */
  async exchange(desk: Desk): Promise<void> {
    while (this.isWaiting) {
      if (desk.version < SECOND) this.#giveUp();
      const mails = [...this.#offered.values()].slice(0, MOST_AT_ONCE);
      if (mails.length > 0) await desk.shareMails(mails);
      for (const {id} of mails) this.#offered.delete(id);
      const ids = [...this.#asked.keys()].slice(0, MOST_AT_ONCE);
      const found = ids.length > 0 ? await desk.mails(ids) : new Map<string, string>();
      for (const id of ids) this.#answer(id, found.get(id));
    }
  }

  #giveUp(): void {
    this.#offered.clear();
    for (const id of [...this.#asked.keys()]) this.#answer(id, undefined);
  }

  #answer(id: string, raw: string | undefined): void {
    const waiting = this.#asked.get(id) ?? [];
    this.#asked.delete(id);
    for (const answer of waiting) answer(raw);
  }
}
