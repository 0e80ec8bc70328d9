import {execFile, spawnSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {program, SYSTEM_PATH, type Need} from '../../support/needs.ts';

/** What takes longer is given up, and the tests leave themselves out; on a busy machine unpacking alone takes minutes. */
const MOST_MS = 400_000;

const PACKAGES = 'bash-completion,man-db,libatomic1,libstdc++6';

function asRoot(): string | undefined {
  return process.getuid?.() === 0 ? undefined : 'only root can use another root';
}

/** A file system over another, in a name space of its own. */
function overlays(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'overlay-'));
  for (const name of ['l', 'u', 'w', 'm']) mkdirSync(join(folder, name));
  const {status} = spawnSync('unshare', ['--mount', 'sh', '-ec', mountOver('l', 'm')], {
    cwd: folder,
    stdio: 'ignore',
  });
  return status === 0 ? undefined : 'no overlay can be mounted here';
}

function mountOver(lower: string, target: string): string {
  return `mount -t overlay overlay -o "lowerdir=${lower},upperdir=u,workdir=w" ${target}`;
}

/** Where the empty root of a Debian is; made once a run. CASEDECK_ROOTS names a folder with roots that are there already. */
function debianFolder(suite: string): string {
  const kept = process.env['CASEDECK_ROOTS'];
  return join(kept === undefined || kept === '' ? tmpdir() : kept, `root-${suite}`);
}

/** Tried once a run: what was given up half made is no root, and is not tried again by the next test. */
const tried = new Map<string, string | undefined>();

function made(suite: string): Need {
  return () => {
    if (!tried.has(suite)) tried.set(suite, makeRoot(suite));
    return tried.get(suite);
  };
}

function makeRoot(suite: string): string | undefined {
  const folder = debianFolder(suite);
  if (existsSync(folder)) return undefined;
  const draft = `${folder}.${process.pid}`;
  const {status} = spawnSync('debootstrap', ['--variant=minbase', `--include=${PACKAGES}`, suite, draft], {
    env: {...process.env, PATH: SYSTEM_PATH},
    stdio: 'ignore',
    timeout: MOST_MS,
  });
  if (status !== 0) return `no root of Debian ${suite} could be made`;
  renameSync(draft, folder);
  return undefined;
}

/** A Debian root to install into. */
export function debianRoot(suite: string): readonly Need[] {
  return [asRoot, program('unshare'), program('dpkg-deb'), overlays, program('debootstrap'), made(suite)];
}

export type Ran = {readonly code: number; readonly out: string; readonly err: string};

export type RootOptions = {
  /** `uid:gid`; root if absent. */
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Done before, in the name space of this run, where the root is `m`: more mounts. */
  readonly before?: string;
};

export type Root = {
  /** Runs a line of sh in it. The network is this machine's. */
  readonly run: (script: string, options?: RootOptions) => Promise<Ran>;
  /** The same as a command, for a terminal. */
  readonly command: (
    script: string,
    options?: RootOptions,
  ) => {command: string; args: readonly string[]; cwd: string};
  /** Puts a file into its folder /srv. */
  readonly put: (file: string, name: string) => void;
};

export const PROC = 'mount -t proc proc m/proc';

/** A copy of the root for one test: what is changed in it is gone with the test's folder. */
export function openRoot(suite: string): Root {
  const folder = mkdtempSync(join(tmpdir(), 'root-'));
  for (const name of ['u', 'u/srv', 'w', 'm']) mkdirSync(join(folder, name));
  const command: Root['command'] = (script, {user = '0:0', env = {}, before = PROC} = {}) => {
    const setup = `${mountOver(debianFolder(suite), 'm')}; ${before}; exec chroot --userspec=${user} m /usr/bin/env -i "$@"`;
    const variables = Object.entries({PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...env});
    const given = [...variables.map(([name, value]) => `${name}=${value}`), '/bin/sh', '-c', script];
    return {command: 'unshare', args: ['--mount', 'sh', '-ec', setup, 'sh', ...given], cwd: folder};
  };
  return {
    command,
    put: (file, name) => copyFileSync(file, join(folder, 'u', 'srv', name)),
    run: (script, options) =>
      new Promise((resolve) => {
        const {args, cwd, command: name} = command(script, options);
        const child = execFile(name, [...args], {cwd, maxBuffer: 2 ** 26}, (_error, out, err) =>
          resolve({code: child.exitCode ?? -1, out, err}),
        );
        child.stdin?.end();
      }),
  };
}
