import {composerOf} from '../support/composer-title.ts';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished} from 'vitest';
import {keyOf} from '../../src/keys/keymap.ts';
import {openStore} from '../../src/store/open-store.ts';
import {startSandbox} from '../../src/sandbox/start-sandbox.ts';
import {ONLY_ONE, selectTicket} from '../support/find-ticket.ts';
import {configureHome, openConsole} from '../support/open-console.ts';
import {casedeckCommand, consoleEnv, databaseOf, makeHome} from '../support/start-console.ts';
import {startTerminal} from '../support/terminal/terminal.ts';
import {needing, program} from '../support/needs.ts';
import {sshLogin, startSshd, type Sshd} from './support/sshd.ts';

const {test: sshTest, why} = await needing(program('ssh'), program('sshd'), program('ssh-keygen'), sshLogin);
const TICKET = '11150929';
const TEXT = 'Please reseat line card 3, slot by slot, and tell us the light levels.';

/** A home folder, a service, and a script that starts casedeck there as a login would. */
async function prepare() {
  const home = makeHome();
  configureHome(home);
  const sandbox = await startSandbox();
  const sshd = await startSshd();
  onTestFinished(async () => {
    await sshd.close();
    await sandbox.close();
  });
  const env = Object.entries({...consoleEnv(home, sandbox), TERM: 'xterm-256color'});
  const pidFile = join(home, 'pid');
  const script = join(home, 'casedeck.sh');
  const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const lines = [
    `echo $$ > ${quoted(pidFile)}`,
    `exec env -i ${env.map(([name, value]) => `${name}=${quoted(value ?? '')}`).join(' ')} ${casedeckCommand().map(quoted).join(' ')}`,
  ];
  writeFileSync(script, `${lines.join('\n')}\n`);
  const terminal = startTerminal({command: 'ssh', args: [...sshd.login, '-tt', `sh ${quoted(script)}`]});
  onTestFinished(() => terminal.dispose());
  return {home, sandbox, sshd, terminal, pid: () => Number(readFileSync(pidFile, 'utf8'))};
}

type Session = Awaited<ReturnType<typeof prepare>>;

const WAYS: readonly (readonly [string, (session: {sshd: Sshd; terminal: Session['terminal']}) => void])[] = [
  ['the client dies', ({terminal}) => terminal.kill('SIGKILL')],
  ['the server drops the connection', ({sshd}) => sshd.dropSessions()],
];

sshTest.each(WAYS)(
  `over ssh: %s while a note is being written; the next start has every letter of it${why}`,
  async (_name, cut) => {
    const session = await prepare();
    const {home, sandbox, terminal, pid} = session;
    await selectTicket(terminal, 'reseat line card');
    terminal.press(keyOf('ticket.note'));
    await terminal.waitForText(composerOf(TICKET));
    terminal.write(TEXT);
    // At once, before it would be saved by itself.
    await terminal.waitForText(`${TEXT.length} of 4000`);
    cut(session);
    await expect.poll(() => existsSync(`/proc/${String(pid())}`), {timeout: 15_000}).toBe(false);
    const store = openStore({file: databaseOf(home)});
    expect(store.draft(TICKET, 'reply')?.text).toBe(TEXT);
    store.close();

    const next = await openConsole({home, sandbox, ownProcess: true});
    onTestFinished(() => next.close());
    await next.terminal.waitForText(/A draft waits: a reply to 11150929/);
    // The filter of the last time is still there, so the ticket is the first one.
    await next.terminal.waitForText(ONLY_ONE);
    next.terminal.press(keyOf('ticket.note'));
    await next.terminal.waitForText('light levels.');
  },
);
