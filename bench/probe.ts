import {spawn, type IPty} from '@lydell/node-pty';
import {readFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';
import {MARK} from './tickets.ts';

export type Program = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

export type Size = {readonly cols: number; readonly rows: number};

export type Start = {
  /** From start until the first byte. */
  readonly firstByteMs: number;
  /** From start until the last row of the first screen was written. */
  readonly listMs: number;
  /** What its first thread computed until then, in milliseconds; NaN where that cannot be known. */
  readonly computedMs: number;
  /** Rows of that list. */
  readonly rows: number;
};

export type Keys = {
  /** Bytes written for one key, of the first ones. */
  readonly bytes: number;
  /** From the key until the first byte of the answer. */
  readonly medianMs: number;
  readonly p95Ms: number;
  /** The slowest of the first keys: their code has never run before. */
  readonly firstMs: number;
  /** What the first thread computed for one key until all was quiet: other work on the machine changes it little. NaN as above. */
  readonly computedMs: number;
  readonly computedP95Ms: number;
  /** Keys that were answered, of how many. */
  readonly answered: number;
  readonly pressed: number;
};

const QUIET_MS = 600;
const SETTLE_MS = 120;
const START_LIMIT_MS = 30_000;
const FIRST_KEYS = 3;
/** With more of them whoever scrolls line by line would be measured by that, and others by a move of the cursor. */
const KEYS_FOR_BYTES = 40;

/** A program in a pseudo-terminal that counts what it writes. It draws nothing and answers no questions. */
export class Probe {
  readonly #pty: IPty;
  readonly startedAt = performance.now();
  readonly #ended = Promise.withResolvers<void>();
  readonly #chunks: Buffer[] = [];
  #hasEnded = false;
  #bytes = 0;
  #firstAt: number | undefined;
  #lastAt = 0;
  #tail = '';
  readonly #marks = new Set<string>();
  #lastMarkAt = 0;
  #computedAtMark = Number.NaN;

  constructor(program: Program, size: Size) {
    const env = {PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', LANG: 'C.UTF-8', ...program.env};
    this.#pty = spawn(program.command, [...program.args], {...size, env, encoding: null});
    this.#pty.onData((data) => this.#receive(Buffer.from(data)));
    this.#pty.onExit(() => {
      this.#hasEnded = true;
      this.#ended.resolve();
    });
  }

  #receive(chunk: Buffer): void {
    const now = performance.now();
    this.#firstAt ??= now;
    this.#lastAt = now;
    this.#bytes += chunk.length;
    this.#chunks.push(chunk);
    const known = this.#marks.size;
    // A mark may lie across two chunks.
    const text = this.#tail + chunk.toString('latin1');
    for (const [mark] of text.matchAll(MARK)) this.#marks.add(mark);
    this.#tail = text.slice(-8);
    if (this.#marks.size > known) {
      this.#lastMarkAt = now;
      this.#computedAtMark = this.computedMs();
    }
  }

  /** Waits for the list: until no more rows come. */
  async list(): Promise<Start> {
    const due = this.startedAt + START_LIMIT_MS;
    while (this.#marks.size === 0 || performance.now() - this.#lastMarkAt < QUIET_MS) {
      if (this.#hasEnded || performance.now() > due) throw new Error(this.#noList());
      await pause(20);
    }
    await this.quiet({since: this.#lastAt});
    return {
      firstByteMs: (this.#firstAt ?? due) - this.startedAt,
      listMs: this.#lastMarkAt - this.startedAt,
      computedMs: this.#computedAtMark,
      rows: this.#marks.size,
    };
  }

  #noList(): string {
    const why = this.#hasEnded ? 'The program ended without a list.' : `No list within ${START_LIMIT_MS} ms.`;
    return `${why} Its output:\n${Buffer.concat(this.#chunks).toString('utf8').slice(-2000)}`;
  }

  /** No output for a while from now on, or since an earlier moment, waiting at most a few seconds for it. */
  async quiet({limitMs = 3000, since = performance.now()} = {}): Promise<void> {
    const due = performance.now() + limitMs;
    const isQuiet = () => performance.now() - Math.max(this.#lastAt, since) >= QUIET_MS;
    while (!isQuiet() && performance.now() < due) await pause(20);
  }

  /** Waits until so much text of the screen was written, in one piece. */
  async text(text: string, limitMs: number): Promise<void> {
    const due = performance.now() + limitMs;
    while (!Buffer.concat(this.#chunks.slice(-20)).includes(text)) {
      if (this.#hasEnded || performance.now() > due) throw new Error(`"${text}" was not written.`);
      await pause(20);
    }
  }

  /** When it last wrote anything. */
  drawnAt(): number {
    return this.#lastAt;
  }

  get pid(): number {
    return this.#pty.pid;
  }

  write(text: string): void {
    this.#pty.write(text);
  }

  /** Presses a key several times, each after the answer to the one before has settled. */
  async keys(key: string, count: number): Promise<Keys> {
    const bytes: number[] = [];
    const delays: number[] = [];
    const computed: number[] = [];
    for (let pressed = 0; pressed < count; pressed += 1) {
      const before = this.#bytes;
      const computedBefore = this.computedMs();
      this.#firstAt = undefined;
      const sent = performance.now();
      this.write(key);
      await this.#settled(sent);
      bytes.push(this.#bytes - before);
      computed.push(this.computedMs() - computedBefore);
      // `#firstAt` was set by the answer, which the compiler cannot see.
      const answered = this.#firstAt as number | undefined;
      if (answered !== undefined) delays.push(answered - sent);
    }
    return {
      bytes: quantile(bytes.slice(0, KEYS_FOR_BYTES), 0.5),
      medianMs: quantile(delays, 0.5),
      p95Ms: quantile(delays, 0.95),
      firstMs: quantile(delays.slice(0, FIRST_KEYS), 1),
      computedMs: quantile(computed, 0.5),
      computedP95Ms: quantile(computed, 0.95),
      answered: delays.length,
      pressed: count,
    };
  }

  async #settled(sent: number): Promise<void> {
    do await pause(10);
    while (performance.now() - Math.max(this.#lastAt, sent) < SETTLE_MS);
  }

  /** Resident memory now, in megabytes. */
  memoryMb(): number {
    return memoryOf(this.#pty.pid);
  }

  /** What its first thread has computed so far, in milliseconds; NaN where that cannot be known. */
  computedMs(): number {
    if (process.platform !== 'linux' || this.#hasEnded) return Number.NaN;
    return Number(readFileSync(`/proc/${this.#pty.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  }

  async end(): Promise<void> {
    if (!this.#hasEnded) process.kill(this.#pty.pid, 'SIGKILL');
    await this.#ended.promise;
  }
}

/** Resident memory of a process, in megabytes. */
export function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

/** The value below which the share of values lies, or NaN without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
