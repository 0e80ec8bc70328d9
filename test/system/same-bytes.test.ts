import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, onTestFinished} from 'vitest';
import {LONG} from '../support/long.ts';
import {needing, program} from '../support/needs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NODE = join(ROOT, 'node_modules', '.bin');
const NOBODY = ['--reuid=65534', '--regid=65534', '--clear-groups'];

/** Another person than the one who runs this, to whom the checkout's packages are readable. */
function anotherUser(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can be another user';
  const {status} = spawnSync('setpriv', [...NOBODY, join(NODE, 'node'), '-e', '0'], {cwd: ROOT});
  return status === 0 ? undefined : 'another user cannot read this checkout';
}

const {test, why} = await needing(
  () => (LONG ? undefined : 'only in npm run test:all'),
  program('setpriv'),
  program('dpkg-deb'),
  program('rpmbuild'),
  anotherUser,
);

type Builder = {
  readonly folder: string;
  readonly umask: string;
  readonly env: Readonly<Record<string, string>>;
  /** Words before the command that make it another user's. */
  readonly as: readonly string[];
};

/** What `npm run release` makes of a copy of the sources, packed quickly: the sums. */
function released({folder, umask, env, as}: Builder): string {
  // The folder of the tests is closed to others.
  const home = mkdtempSync('/var/tmp/casedeck-builder-');
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  chmodSync(home, 0o711);
  const copy = `cd "$1"; mkdir -p "$2"
    git ls-files -z -c -o --exclude-standard | tar --null -T - -cf - | (umask ${umask}; tar --no-same-permissions -xf - -C "$2")
    ln -s "$(realpath node_modules)" "$2/node_modules"
    chown -hR ${as.length === 0 ? 0 : 65534} "$3"`;
  const checkout = join(home, folder);
  expect(spawnSync('sh', ['-ec', copy, 'sh', ROOT, checkout, home]).status).toBe(0);
  const build = `umask ${umask}; node tools/build.ts && node tools/standalone.ts && exec node tools/release/release.ts --quick`;
  const [command, ...args] = [...as, 'sh', '-c', build];
  const made = spawnSync(command, args, {
    cwd: checkout,
    encoding: 'utf8',
    env: {PATH: `${NODE}:${process.env['PATH']}`, HOME: home, SOURCE_DATE_EPOCH: '1790000000', ...env},
  });
  expect(made.status, made.stderr).toBe(0);
  expect(readdirSync(join(checkout, 'release'))).toContain('SHA256SUMS');
  return readFileSync(join(checkout, 'release', 'SHA256SUMS'), 'utf8');
}

test(
  `another user, folder, umask, hour, language and time zone make the same bytes${why}`,
  {timeout: 400_000},
  () => {
    const one = released({folder: 'one', umask: '022', env: {LC_ALL: 'C', TZ: 'UTC'}, as: []});
    const other = released({
      folder: 'a deeper/folder of another',
      umask: '077',
      env: {LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati'},
      as: ['setpriv', ...NOBODY],
    });
    expect(other).toBe(one);
    expect(
      one
        .trim()
        .split('\n')
        .map((line) => line.replace(/^\w+ +/, '')),
    ).toEqual([
      expect.stringMatching(/\.rpm$/),
      expect.stringMatching(/x64\.tar\.gz$/),
      expect.stringMatching(/\.cdx\.json$/),
      expect.stringMatching(/\.tgz$/),
      expect.stringMatching(/amd64\.deb$/),
    ]);
  },
);
