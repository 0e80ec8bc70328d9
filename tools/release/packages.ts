import {cp, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {run, type Build} from './run.ts';

const SUMMARY = 'triage console for Equinix support: trouble tickets and cases';
const WORDS = [
  'A keyboard-driven triage console for Equinix support, for the terminal:',
  'on-call engineers see what changed, read notes and e-mails, answer, cancel',
  'and open tickets. "casedeck demo" shows it without an account.',
];
const MAINTAINER = 'The casedeck authors <casedeck@localhost>';

/** What Node's own build is linked with; there is no build of it that needs less. */
const DEB_DEPENDS = 'libc6 (>= 2.28), libstdc++6 (>= 6), libgcc-s1 | libgcc1, libatomic1';
const RPM_REQUIRES = ['glibc >= 2.28', 'libstdc++', 'libgcc', 'libatomic'];

/** A package for Debian and its kin, by dpkg-deb. */
export async function makeDeb({root, version, epoch, out, debian, isQuick}: Build): Promise<void> {
  const kilobytes = (await run('du', ['-sk', '--apparent-size', root])).split('\t')[0] ?? '0';
  const control = [
    'Package: casedeck',
    `Version: ${version}`,
    `Architecture: ${debian}`,
    `Maintainer: ${MAINTAINER}`,
    `Installed-Size: ${kilobytes}`,
    `Depends: ${DEB_DEPENDS}`,
    'Recommends: libsecret-1-0',
    'Section: utils',
    'Priority: optional',
    `Description: ${SUMMARY}`,
    ...WORDS.map((line) => ` ${line}`),
  ];
  const folder = join(root, 'DEBIAN');
  await mkdir(folder, {mode: 0o755});
  await writeFile(join(folder, 'control'), `${control.join('\n')}\n`, {mode: 0o644});
  await run('find', [root, '-exec', 'touch', '-h', '-d', `@${epoch}`, '{}', '+']);
  // Older systems read no other compression.
  const pack = isQuick ? ['-Zgzip', '-z1'] : ['-Zxz', '-z6'];
  const file = join(out, `casedeck_${version}_${debian}.deb`);
  await run('dpkg-deb', ['--root-owner-group', ...pack, '--build', root, file], {
    env: {SOURCE_DATE_EPOCH: epoch},
  });
}

/** The same for Fedora, RHEL and their kin, by rpmbuild, which takes nothing out of the executable: Node keeps the scripts in it. */
export async function makeRpm({root, version, epoch, out, rpm, isQuick}: Build, top: string): Promise<void> {
  const spec = [
    'Name: casedeck',
    `Version: ${version}`,
    'Release: 1',
    `Summary: ${SUMMARY.charAt(0).toUpperCase()}${SUMMARY.slice(1)}`,
    'License: MIT',
    'AutoReqProv: no',
    ...RPM_REQUIRES.map((name) => `Requires: ${name}`),
    'Recommends: libsecret',
    '%description',
    ...WORDS,
    '%install',
    `cp -a "${root}/." "%{buildroot}/"`,
    '%files',
    '%defattr(-,root,root,-)',
    '/usr/bin/casedeck',
    '/usr/share/man/man1/casedeck.1.gz',
    '/usr/share/bash-completion/completions/casedeck',
    '/usr/share/zsh/site-functions/_casedeck',
    '/usr/share/fish/vendor_completions.d/casedeck.fish',
    '/usr/share/doc/casedeck',
  ];
  await mkdir(top, {recursive: true});
  const file = join(top, 'casedeck.spec');
  await writeFile(file, `${spec.join('\n')}\n`);
  const macros: Readonly<Record<string, string>> = {
    _topdir: top,
    _buildhost: 'localhost',
    use_source_date_epoch_as_buildtime: '1',
    clamp_mtime_to_source_date_epoch: '1',
    source_date_epoch_from_changelog: '0',
    _build_id_links: 'none',
    debug_package: '%{nil}',
    __os_install_post: '%{nil}',
    _binary_payload: isQuick ? 'w1.gzdio' : 'w6.xzdio',
  };
  const defined = Object.entries(macros).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
  await run('rpmbuild', ['-bb', '--quiet', '--target', rpm, ...defined, file], {
    env: {SOURCE_DATE_EPOCH: epoch},
  });
  const name = `casedeck-${version}-1.${rpm}.rpm`;
  await cp(join(top, 'RPMS', rpm, name), join(out, name));
}
