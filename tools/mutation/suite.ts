import {fork, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {Answer, Question} from './run-tests.ts';

const SCRIPT = fileURLToPath(new URL('run-tests.ts', import.meta.url));
const CLOSING_MS = 30_000;

/**
 * The tests of a copy in a process that stays: what no change has touched is compiled once. A change may make a loop without
 * an end, so the process is killed with all its workers when time is up, and the next run begins a new one.
 */
export class Suite {
  readonly #copy: string;
  readonly #config: string;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;

  constructor(copy: string, config: string, env: NodeJS.ProcessEnv = {}) {
    this.#copy = copy;
    this.#config = config;
    this.#env = env;
  }

  /** Undefined: they did not end in time. */
  async run(question: Question, limitMs: number): Promise<Answer | undefined> {
    const child = (this.#child ??= this.#start());
    child.send(question);
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), limitMs);
    const {signal} = over;
    const answer = await Promise.race([
      once(child, 'message', {signal}).then(([given]) => given as Answer),
      once(child, 'exit', {signal}).then(() => undefined),
    ]).catch(() => undefined);
    clearTimeout(timer);
    // The one of the two that did not come is no longer waited for.
    over.abort();
    if (answer === undefined) await this.close();
    return answer;
  }

  /** Its folders go with it; a loop without an end does not hear that it is over. */
  async close(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid === undefined) return;
    if (child.connected) {
      child.disconnect();
      await once(child, 'exit', {signal: AbortSignal.timeout(CLOSING_MS)}).catch(() => undefined);
    }
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // All of them have ended.
    }
  }

  #start(): ChildProcess {
    return fork(SCRIPT, [this.#config], {
      cwd: this.#copy,
      // A group of its own, so that its workers can be killed with it.
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {...process.env, ...this.#env},
    });
  }
}
