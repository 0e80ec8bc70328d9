import {execFile, spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {onTestFinished} from 'vitest';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BIN = join(ROOT, 'node_modules', '.bin');
const NOBODY = ['--reuid=65534', '--regid=65534', '--clear-groups'];

/** A release that is there already. */
const GIVEN = process.env['CASEDECK_RELEASE'];

/** Another person than the one who runs this, to whom the checkout's packages are readable. */
export function anotherUser(): string | undefined {
  if (GIVEN !== undefined) return 'the release was made elsewhere';
  if (process.getuid?.() !== 0) return 'only root can be another user';
  const {status} = spawnSync('setpriv', [...NOBODY, join(BIN, 'node'), '-e', '0'], {cwd: ROOT});
  return status === 0 ? undefined : 'another user cannot read this checkout';
}

/** With one time for all, whatever was committed meanwhile. */
const EPOCH = '1790000000';

export const release = GIVEN ?? mkdtempSync(join(tmpdir(), 'release-'));
export const fileOf = (ending: string) =>
  join(release, readdirSync(release).find((name) => name.endsWith(ending)) ?? ending);

let made: Promise<void> | undefined;

/** The release of this checkout, packed quickly; made once, and where that fails each test says why. */
export function makeRelease(): Promise<void> {
  made ??= GIVEN === undefined ? make() : Promise.resolve();
  return made;
}

async function make(): Promise<void> {
  await run(process.execPath, ['tools/standalone.ts']);
  await run(process.execPath, ['tools/release/release.ts', '--quick', '--out', release], {
    env: {...process.env, SOURCE_DATE_EPOCH: EPOCH, LC_ALL: 'C', TZ: 'UTC'},
  });
}

/** The sums of what another user's `npm run release` makes of a copy of the sources, in another folder, umask, language and time zone. */
export async function sumsOfAnother(): Promise<string> {
  // The folder of the tests is closed to others.
  const home = mkdtempSync('/var/tmp/casedeck-builder-');
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  chmodSync(home, 0o711);
  const checkout = join(home, 'a deeper', 'folder of another');
  const copy = `cd "$1"; mkdir -p "$2"
    git ls-files -z -c -o --exclude-standard | tar --null -T - -cf - | (umask 077; tar --no-same-permissions -xf - -C "$2")
    ln -s "$(realpath node_modules)" "$2/node_modules"
    chown -hR 65534 "$3"`;
  await run('sh', ['-ec', copy, 'sh', ROOT, checkout, home]);
  const build =
    'umask 077; node tools/build.ts && node tools/standalone.ts && exec node tools/release/release.ts --quick';
  await run('setpriv', [...NOBODY, 'sh', '-c', build], {
    cwd: checkout,
    env: {
      PATH: `${BIN}:${process.env['PATH']}`,
      HOME: home,
      SOURCE_DATE_EPOCH: EPOCH,
      LC_ALL: 'tr_TR.UTF-8',
      TZ: 'Pacific/Kiritimati',
    },
  });
  return readFileSync(join(checkout, 'release', 'SHA256SUMS'), 'utf8');
}
