import {execFile} from 'node:child_process';
import {mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {beforeEach, expect, onTestFinished} from 'vitest';
import {startSandbox} from '../../src/sandbox/start-sandbox.ts';
import {leaveHomeOf010} from '../support/home-of-0.1.0.ts';
import {LONG} from '../support/long.ts';
import {needing, program} from '../support/needs.ts';
import {debianRoot, openRoot, PROC, type Root} from './support/debian-root.ts';
import {anotherUser, fileOf, makeRelease, release, sumsOfAnother} from './support/release.ts';
import {startTerminal} from '../support/terminal/terminal.ts';

const run = promisify(execFile);
const SUITE = process.env['CASEDECK_SUITE'] ?? 'bookworm';
const longOnly = () => (LONG ? undefined : 'only in npm run test:all');
const {test, why} = await needing(longOnly, ...debianRoot(SUITE));
const {test: rpmTest, why: noRpm} = await needing(longOnly, program('rpmbuild'), ...debianRoot(SUITE));
const {test: anotherTest, why: noOther} = await needing(
  longOnly,
  program('setpriv'),
  program('dpkg-deb'),
  program('rpmbuild'),
  anotherUser,
);

// Those that are left out need none.
beforeEach(makeRelease, 300_000);

anotherTest(
  `another user, folder, umask, hour, language and time zone make the same bytes${noOther}`,
  {timeout: 400_000},
  async () => {
    const sums = readFileSync(join(release, 'SHA256SUMS'), 'utf8');
    expect(await sumsOfAnother()).toBe(sums);
    const names = sums.trim().split('\n');
    expect(names.map((line) => line.replace(/^\w+ +/, ''))).toEqual([
      expect.stringMatching(/\.rpm$/),
      expect.stringMatching(/x64\.tar\.gz$/),
      expect.stringMatching(/\.cdx\.json$/),
      expect.stringMatching(/\.tgz$/),
      expect.stringMatching(/amd64\.deb$/),
    ]);
  },
);

const USER = '1000:1000';
const HOME = {HOME: '/home/mara', LANG: 'C.UTF-8', TERM: 'xterm'};

async function withUser(root: Root): Promise<void> {
  const made = await root.run('useradd -m -u 1000 mara && useradd -m -u 1001 nils');
  expect(made.err).toBe('');
}

/** A service on this machine, and a user of the root who is signed in to it with a secret in an age file. */
async function signedIn(root: Root) {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const env = {...HOME, CASEDECK_PASSPHRASE_FILE: '/home/mara/passphrase'};
  const mara = (script: string) => root.run(script, {user: USER, env});
  const login = await mara(`umask 077; echo 'correct horse battery' > ~/passphrase
    echo ${sandbox.clientSecret} | casedeck login --client-id ${sandbox.clientId} --secret-file - \\
      --environment ${sandbox.url} --store age`);
  expect(login).toMatchObject({code: 0});
  return {sandbox, mara};
}

/** The same package as an older version. */
async function olderPackage(root: Root): Promise<void> {
  root.put(fileOf('.deb'), 'new.deb');
  const made = await root.run(`
    cd /srv && dpkg-deb -R new.deb old && sed -i 's/^Version: .*/Version: 0.1.9/' old/DEBIAN/control
    dpkg-deb --root-owner-group -Znone --build old old.deb && rm -r old`);
  expect(made.code).toBe(0);
}

test(
  `the .deb in an empty Debian: sign in, list, a note with a file, tab, man, upgrade, removal${why}`,
  {timeout: 200_000},
  async () => {
    const root = openRoot(SUITE);
    await withUser(root);
    await olderPackage(root);
    expect(await root.run('dpkg -i /srv/old.deb')).toMatchObject({code: 0});
    const {sandbox, mara} = await signedIn(root);
    expect((await mara('casedeck list')).out).toContain('11150929');
    const note = await mara(
      'echo "port is up" | casedeck note 11150929 -m "Output attached" --attach - --name sw1.txt',
    );
    expect(note).toMatchObject({code: 0});
    const asked = sandbox.log().map(({operation}) => operation);
    expect(asked).toEqual(expect.arrayContaining(['uploadAttachment', 'addCaseNote']));

    const completed =
      await mara(`bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader casedeck
    COMP_WORDS=(casedeck ha) COMP_CWORD=1 COMP_LINE="casedeck ha" COMP_POINT=11
    $(complete -p casedeck | sed "s/.*-F \\([^ ]*\\).*/\\1/") casedeck ha casedeck; echo "\${COMPREPLY[@]}"'`);
    expect(completed.out).toContain('handover');
    expect((await mara('man casedeck | cat')).out).toContain('triage console');

    // The next version goes on with what this one wrote.
    expect(await root.run('dpkg -i /srv/new.deb')).toMatchObject({code: 0});
    expect((await mara('casedeck --version')).out).toMatch(/^0\.2\./);
    expect((await mara('casedeck list --offline')).out).toContain('11150929');

    expect(await root.run('dpkg --purge casedeck')).toMatchObject({code: 0});
    const left = await root.run(
      `find / -xdev -path /srv -prune -o -path /home -prune -o -name '*casedeck*' -print`,
      {before: ':'},
    );
    expect(left.out).toBe('');
  },
);

test(
  `what version 0.1.0 left in a home goes on in the installed package${why}`,
  {timeout: 120_000},
  async () => {
    const root = openRoot(SUITE);
    await withUser(root);
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    const home = mkdtempSync(join(tmpdir(), 'home-'));
    const at = (...names: readonly string[]) => join(home, ...names, 'casedeck');
    leaveHomeOf010({config: at('.config'), state: at('.local', 'state')}, sandbox.url);
    await run('tar', ['-cf', join(home, 'home.tar'), '-C', home, '.config', '.local']);
    root.put(join(home, 'home.tar'), 'home.tar');
    root.put(fileOf('.deb'), 'new.deb');
    const made = await root.run(
      'dpkg -i /srv/new.deb && tar xf /srv/home.tar -C /home/mara && chown -R mara: /home/mara',
    );
    expect(made).toMatchObject({code: 0});
    const mara = (script: string) => root.run(script, {user: USER, env: {...HOME, ...credentials(sandbox)}});
    expect((await mara('casedeck list --offline --view all')).out).toContain('11150929');
    expect((await mara('casedeck drafts show 11150871')).out).toContain('A draft of 0.1.0');
    expect(await mara('casedeck sync')).toMatchObject({code: 0});
    const sent = sandbox.log().filter(({operation}) => operation === 'addCaseNote');
    expect(JSON.stringify(sent.map(({body}) => body))).toContain('Unsent note of 0.1.0.');
  },
);

rpmTest(`the .rpm is installed, works and goes without leftovers${noRpm}`, {timeout: 120_000}, async () => {
  const root = openRoot(SUITE);
  await withUser(root);
  root.put(fileOf('.rpm'), 'casedeck.rpm');
  const rpm = (words: string) =>
    root.run('casedeck --version', {
      user: USER,
      env: HOME,
      before: `${PROC}; rpm --root "$PWD/m" ${words} >&2`,
    });
  // Debian has these libraries, and rpm does not know of them.
  expect((await rpm('--nodeps -i m/srv/casedeck.rpm')).out).toMatch(/^0\.2\./);
  expect(
    (await root.run('ls /usr/share/man/man1/casedeck.1.gz /usr/share/zsh/site-functions/_casedeck')).code,
  ).toBe(0);
  await root.run('true', {before: 'rpm --root "$PWD/m" -e casedeck'});
  const left = await root.run(`find /usr /etc /opt -name '*casedeck*'`);
  expect(left.out).toBe('');
});

test(
  `the archive works where it is unpacked, also for two users at once${why}`,
  {timeout: 120_000},
  async () => {
    const root = openRoot(SUITE);
    await withUser(root);
    root.put(fileOf('x64.tar.gz'), 'casedeck.tar.gz');
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    await root.run(
      'cd /opt && tar xzf /srv/casedeck.tar.gz && ln -s /opt/casedeck-*/usr/bin/casedeck /usr/local/bin/casedeck',
    );
    const both = await root.run(
      `for user in mara nils; do
      chroot --userspec=$user / env HOME=/home/$user /usr/local/bin/casedeck list --json > /srv/$user.json & done; wait
    ls -ld /home/*/.local/state/casedeck | cut -c1-10; grep -c 11150929 /srv/mara.json /srv/nils.json`,
      {env: credentials(sandbox)},
    );
    expect(both.out.match(/drwx------/g)).toHaveLength(2);
    expect(both.out).toMatch(/mara.json:[1-9][^]*nils.json:[1-9]/);
  },
);

type Credential = {readonly url: string; readonly clientId: string; readonly clientSecret: string};

function credentials({url, clientId, clientSecret}: Credential) {
  return {
    EQUINIX_API_ENDPOINT: url,
    EQUINIX_API_CLIENTID: clientId,
    EQUINIX_API_CLIENTSECRET: clientSecret,
  };
}

/** What a bare host lacks, one after the other. */
const BARE = [
  ['no /proc', ':'],
  ['no home', 'rm -rf m/home/mara'],
  [
    'no locale, no terminfo, no certificates',
    'rm -rf m/usr/lib/locale m/usr/share/terminfo m/lib/terminfo m/etc/terminfo m/etc/ssl',
  ],
  ['a temporary folder without programs', `${PROC}; mount -t tmpfs -o noexec,mode=1777 tmpfs m/tmp`],
  ['a root that cannot be written', `${PROC}; mount -o remount,ro m`],
] as const;

test(`the executable on hosts that lack something${why}`, {timeout: 120_000}, async () => {
  const root = openRoot(SUITE);
  await withUser(root);
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  root.put(fileOf('.deb'), 'new.deb');
  await root.run('dpkg -i /srv/new.deb && rm /srv/new.deb');
  for (const [name, before] of BARE) {
    const env = {HOME: '/home/mara', ...credentials(sandbox)};
    const listed = await root.run('casedeck list', {user: USER, env, before});
    expect({name, code: listed.code}).toEqual({name, code: 0});
    expect(listed.out).toContain('11150929');
    expect(listed.err).not.toMatch(/\n {4}at |Error:/);
  }
});

/** Megabytes. */
const SMALL_HOST = 256;

test(`the console on a bare host stays below ${SMALL_HOST} MB${why}`, {timeout: 120_000}, async () => {
  const root = openRoot(SUITE);
  await withUser(root);
  const sandbox = await startSandbox({tickets: 200});
  onTestFinished(() => sandbox.close());
  root.put(fileOf('.deb'), 'new.deb');
  await root.run('dpkg -i /srv/new.deb && rm /srv/new.deb');
  const env = {...HOME, ...credentials(sandbox)};
  const terminal = startTerminal({...root.command(`exec casedeck`, {user: USER, env}), cols: 120, rows: 36});
  onTestFinished(() => terminal.dispose());
  await terminal.waitForText('1-204976070');
  await terminal.waitForText('11150929');
  terminal.press('j');
  // Each step to it replaces the one before, so that the process is casedeck itself.
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${terminal.pid}/status`, 'utf8')) ?? [];
  expect(Number(kilobytes) / 1024).toBeLessThan(SMALL_HOST);
  terminal.press('q');
  await terminal.waitForExit();
});
