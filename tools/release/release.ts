import {createHash} from 'node:crypto';
import {cp, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {ROOT} from '../bundle.ts';
import {makeDeb, makeRpm} from './packages.ts';
import {bomOf, bundledPackages, type Locked} from './sbom.ts';
import {isThere, run, type Build} from './run.ts';

/**
 * `npm run release`: what carries casedeck to other hosts, in `release/`; docs/install.md lists it. No network is used, and the same commit
 * gives the same bytes: every time inside is the commit's, or SOURCE_DATE_EPOCH. `--arm64 NODE` takes that arm64 build of Node's
 * and makes an archive and a .deb for it, too. `--quick` packs less tightly, for trying.
 */
const {values: flags} = parseArgs({
  options: {arm64: {type: 'string'}, out: {type: 'string'}, quick: {type: 'boolean', default: false}},
});
const out = flags.out ?? join(ROOT, 'release');
const work = join(out, 'parts');
const {version, files} = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly files: readonly string[];
};

async function epochOf(): Promise<string> {
  const given = process.env['SOURCE_DATE_EPOCH'];
  return given ?? (await run('git', ['-C', ROOT, 'log', '-1', '--format=%ct'])).trim();
}

/** A folder as it lies on a host: executable, manual page, completions, licences. */
async function stage(build: Omit<Build, 'root'>, executable: string): Promise<Build> {
  const root = join(work, `casedeck-${version}-${build.name}`);
  const at = (...parts: readonly string[]) => join(root, ...parts);
  const shared = at('usr', 'share');
  const doc = join(shared, 'doc', 'casedeck');
  await Promise.all(
    ['man/man1', 'bash-completion/completions', 'zsh', 'fish/vendor_completions.d', 'doc/casedeck'].map(
      (name) => mkdir(join(shared, name), {recursive: true}),
    ),
  );
  await mkdir(at('usr', 'bin'));
  await cp(executable, at('usr', 'bin', 'casedeck'));
  await cp(join(ROOT, 'docs', 'casedeck.1'), join(shared, 'man', 'man1', 'casedeck.1'));
  await run('gzip', ['-n', '-9', join(shared, 'man', 'man1', 'casedeck.1')]);
  await cp(join(ROOT, 'README.md'), join(doc, 'README.md'));
  await cp(join(ROOT, 'CHANGELOG.md'), join(doc, 'changelog'));
  await run('gzip', ['-n', '-9', join(doc, 'changelog')]);
  await cp(join(ROOT, 'LICENSE'), join(doc, 'copyright'));
  await cp(join(ROOT, 'dist', 'third-party-licences.txt'), join(doc, 'third-party-licences.txt'));
  const completion = (shell: string) =>
    run(process.execPath, [join(ROOT, 'bin', 'casedeck.js'), 'completion', shell]);
  await writeFile(join(shared, 'bash-completion', 'completions', 'casedeck'), await completion('bash'));
  await mkdir(join(shared, 'zsh', build.zshFolder));
  await writeFile(join(shared, 'zsh', build.zshFolder, '_casedeck'), await completion('zsh'));
  await writeFile(join(shared, 'fish', 'vendor_completions.d', 'casedeck.fish'), await completion('fish'));
  await settle(root, build.epoch);
  return {...build, root};
}

/** Rights and times as they shall be, whatever the umask and the hour. */
async function settle(root: string, epoch: string): Promise<void> {
  await run('chmod', ['-R', 'u=rwX,go=rX', root]);
  await run('find', [root, '-exec', 'touch', '-h', '-d', `@${epoch}`, '{}', '+']);
}

async function makeArchive({root, name, epoch}: Build): Promise<void> {
  const file = join(out, `casedeck-${version}-linux-${name}.tar`);
  const sameBytes = [
    '--sort=name',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    `--mtime=@${epoch}`,
    '--format=gnu',
  ];
  const folder = `casedeck-${version}-${name}`;
  await run('tar', [...sameBytes, '-C', join(root, '..'), '-cf', file, folder]);
  await run('gzip', ['-n', flags.quick ? '-1' : '-9', '-f', file]);
}

/** From a copy: npm takes over the rights that files have in the checkout, which follow its owner's umask. */
async function makeNpmPackage(): Promise<void> {
  const folder = join(work, 'npm');
  for (const name of ['package.json', ...files])
    await cp(join(ROOT, name), join(folder, name), {recursive: true});
  await settle(folder, epoch);
  const given = ['--silent', '--ignore-scripts', '--workspaces=false', '--pack-destination', out];
  await run('npm', ['pack', ...given], {cwd: folder});
}

async function makeBom(): Promise<void> {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const packages = bundledPackages(await readFile(join(ROOT, 'dist', 'third-party-licences.txt'), 'utf8'));
  const bom = bomOf({version, locked: lock.packages, packages, epoch, node: process.versions.node});
  await writeFile(join(out, `casedeck-${version}.cdx.json`), `${JSON.stringify(bom, undefined, 2)}\n`);
}

async function makeSums(): Promise<void> {
  const names = (await readdir(out)).filter((name) => name.startsWith('casedeck')).toSorted();
  const lines = await Promise.all(
    names.map(async (name) => {
      const sum = createHash('sha256').update(await readFile(join(out, name)));
      return `${sum.digest('hex')}  ${name}\n`;
    }),
  );
  await writeFile(join(out, 'SHA256SUMS'), lines.join(''));
  console.log(lines.join('').trimEnd());
}

// What is made here is for others to read, whatever the builder's own files are.
process.umask(0o022);
await rm(out, {recursive: true, force: true});
await mkdir(work, {recursive: true});
const epoch = await epochOf();
const shared = {version, epoch, out, isQuick: flags.quick} as const;
await makeNpmPackage();
await makeBom();
const debian = {
  ...shared,
  name: 'x64',
  debian: 'amd64',
  rpm: 'x86_64',
  zshFolder: 'vendor-completions',
} as const;
const x64 = await stage(debian, join(ROOT, 'standalone', 'casedeck'));
await makeArchive(x64);
if (isThere('dpkg-deb')) await makeDeb(x64);
if (isThere('rpmbuild')) {
  // Fedora and its kin look for completion of zsh elsewhere.
  const red = {...debian, name: 'rpm', zshFolder: 'site-functions'} as const;
  await makeRpm(await stage(red, join(ROOT, 'standalone', 'casedeck')), join(work, 'rpmbuild'));
}
if (flags.arm64 !== undefined) {
  await run(process.execPath, [
    join(ROOT, 'tools', 'standalone.ts'),
    '--arch',
    'arm64',
    '--node',
    flags.arm64,
  ]);
  const arm64 = {...debian, name: 'arm64', debian: 'arm64', rpm: 'aarch64'} as const;
  const staged = await stage(arm64, join(ROOT, 'standalone', 'casedeck-arm64'));
  await makeArchive(staged);
  if (isThere('dpkg-deb')) await makeDeb(staged);
}
await rm(work, {recursive: true});
await makeSums();
