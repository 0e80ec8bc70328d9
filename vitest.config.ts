import {readFileSync} from 'node:fs';
import {defineConfig} from 'vitest/config';
import {LeftOutReporter} from './test/support/left-out-reporter.ts';
import manifest from './package.json' with {type: 'json'};

const MINUTE = 60_000;
const SOAK = 'test/system/soak.test.ts';

/** What esbuild does in the bundle: a .yaml file is imported as its text. */
const yamlAsText = {
  name: 'yaml-as-text',
  load(id: string) {
    if (!id.endsWith('.yaml')) return null;
    return `export default ${JSON.stringify(readFileSync(id, 'utf8'))}`;
  },
};

export default defineConfig({
  plugins: [yamlAsText],
  define: {CASEDECK_VERSION: JSON.stringify(manifest.version)},
  test: {
    // Ink draws no frames where it believes itself in CI; tests want the same everywhere.
    env: {FORCE_COLOR: '0', TZ: 'UTC', CI: 'false'},
    globalSetup: 'test/support/temporary-folder.ts',
    reporters: ['default', new LeftOutReporter()],
    restoreMocks: true,
    unstubEnvs: true,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/system/**', 'test/docs/**'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: {groupOrder: 0},
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.{ts,tsx}'],
          testTimeout: MINUTE,
          // A machine that builds may stand still for seconds: once more there, and never here.
          retry: process.env['CI'] === 'true' ? 1 : 0,
          hookTimeout: MINUTE,
          sequence: {groupOrder: 1},
        },
      },
      {
        // The pictures in docs/screens are those of the code.
        extends: true,
        test: {
          name: 'screens',
          // The cursor of Ink's own fields is a colour to it.
          env: {FORCE_COLOR: '1'},
          include: ['test/docs/**/*.test.ts'],
          testTimeout: MINUTE,
          hookTimeout: MINUTE,
          sequence: {groupOrder: 1},
        },
      },
      {
        // Needs tools of the machine (keyring, sshd, proxy): each test leaves itself out where they are missing.
        extends: true,
        test: {
          name: 'system',
          include: ['test/system/**/*.test.{ts,tsx}'],
          exclude: [SOAK],
          testTimeout: 3 * MINUTE,
          hookTimeout: MINUTE,
          maxWorkers: 1,
          sequence: {groupOrder: 2},
        },
      },
      {
        // A simulated day: minutes of one processor. CI runs it beside the rest.
        extends: true,
        test: {
          name: 'soak',
          include: [SOAK],
          maxWorkers: 1,
          sequence: {groupOrder: 2},
        },
      },
    ],
  },
});
