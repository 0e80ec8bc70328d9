import type {Reporter, TestCase, TestModule} from 'vitest/node';

const MINUTE = 60_000;
const TOLD_AFTER = 4 * MINUTE;
/** One test of `npm run test:full` may take hours. */
const ENDED_AFTER = process.env['CASEDECK_LONG'] === 'full' ? Infinity : 14 * MINUTE;

/**
 * A test that never gives its thread back cannot be ended by its own time limit: its file is named here, and after some minutes
 * the whole run ends with words.
 */
// oxlint-disable-next-line import/no-default-export -- vitest loads a reporter that is named by its file so
export default class SilenceReporter implements Reporter {
  readonly #running = new Map<string, {since: number; test: string; told: boolean}>();
  #timer: NodeJS.Timeout | undefined;

  onTestRunStart(): void {
    this.#timer = setInterval(() => this.#look(), MINUTE / 4).unref();
  }

  onTestModuleStart({moduleId}: TestModule): void {
    this.#hears(moduleId, '(loading)');
  }

  onTestCaseReady({module, fullName}: TestCase): void {
    this.#hears(module.moduleId, fullName);
  }

  onTestModuleEnd({moduleId}: TestModule): void {
    this.#running.delete(moduleId);
  }

  onTestRunEnd(): void {
    clearInterval(this.#timer);
  }

  #hears(moduleId: string, test: string): void {
    this.#running.set(moduleId, {since: Date.now(), test, told: false});
  }

  #look(): void {
    for (const [moduleId, state] of this.#running) {
      const silent = Date.now() - state.since;
      const words = `${moduleId}: nothing has ended for ${Math.round(silent / MINUTE)} minutes, at: ${state.test}\n`;
      if (silent > ENDED_AFTER) {
        process.stderr.write(`\nThe run ends here. ${words}`);
        // oxlint-disable-next-line unicorn/no-process-exit -- a thread that never ends cannot be thrown at
        process.exit(1);
      }
      if (silent > TOLD_AFTER && !state.told) process.stderr.write(`\n${words}`);
      state.told ||= silent > TOLD_AFTER;
    }
  }
}
