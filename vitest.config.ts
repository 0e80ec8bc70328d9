import {availableParallelism} from 'node:os';
import {defineConfig} from 'vitest/config';
import {LeftOutReporter} from './test/support/runner/left-out-reporter.ts';
import SecondTryReporter from './test/support/runner/second-try-reporter.ts';
import SilenceReporter from './test/support/runner/silence-reporter.ts';
import {LongestFirst} from './test/support/runner/sequencer.ts';
import {yamlAsJson} from './tools/yaml-as-json.ts';
import manifest from './package.json' with {type: 'json'};

const MINUTE = 60_000;
/**
 * A machine that builds may stand still for seconds: twice more there, and never here. A second try meets the same random data
 * (`same-data.ts`) and is named; the endurance tests, whose moments are random, have one alone.
 */
const RETRIES = process.env['CI'] === 'true' ? 2 : 0;

const IN_MEMORY = 'test/support/runner/in-memory.ts';
const SAME_DATA = 'test/support/runner/same-data.ts';

/** As in the bundle. */
const yaml = {
  name: 'yaml-as-json',
  load: (id: string) => (id.endsWith('.yaml') ? yamlAsJson(id) : null),
};

export default defineConfig({
  plugins: [yaml],
  // Half of the screens' work would be React's checks for programmers.
  oxc: {jsx: {runtime: 'automatic', development: false}},
  define: {CASEDECK_VERSION: JSON.stringify(manifest.version)},
  test: {
    // Ink draws no frames where it believes itself in CI; tests want the same everywhere.
    env: {FORCE_COLOR: '0', TZ: 'UTC', CI: 'false'},
    globalSetup: 'test/support/runner/temporary-folder.ts',
    reporters: ['default', new LeftOutReporter(), new SilenceReporter(), new SecondTryReporter()],
    sequence: {sequencer: LongestFirst},
    restoreMocks: true,
    expect: {poll: {timeout: 45_000}},
    unstubEnvs: true,
    // Most tests wait for something most of the time: two for each processor keep both busy.
    maxWorkers: 2 * availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          // All that is told on one machine, end to end or not. A worker loads src/ once and not for each file, and code that ran
          // before is fast: one project, as another would begin anew.
          name: 'stories',
          isolate: false,
          // The console is as users have it: without React's warnings for programmers, with the colours of Ink's own fields.
          env: {NODE_ENV: 'production', FORCE_COLOR: '1'},
          setupFiles: [IN_MEMORY, SAME_DATA, 'test/support/runner/as-at-start.ts'],
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/system/**', 'test/endurance/**'],
          retry: RETRIES,
          // No claim about time: so long only where other work keeps the processors.
          testTimeout: 4 * MINUTE,
          hookTimeout: 3 * MINUTE,
        },
      },
      {
        // Kills and simulated hours: a few of them, or with CASEDECK_LONG=1 hundreds of kills and a whole day.
        extends: true,
        test: {
          name: 'endurance',
          include: ['test/endurance/**/*.test.ts'],
          hookTimeout: MINUTE,
        },
      },
      {
        // Needs tools of the machine (keyring, sshd, proxy): each test leaves itself out where they are missing. Not in `npm test`.
        extends: true,
        test: {
          name: 'system',
          isolate: false,
          include: ['test/system/**/*.test.{ts,tsx}'],
          // Servers and other processes answer when they can.
          expect: {poll: {timeout: MINUTE / 3}},
          retry: RETRIES,
          testTimeout: 3 * MINUTE,
          hookTimeout: 3 * MINUTE,
        },
      },
    ],
  },
});
