import {rmSync} from 'node:fs';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../../src/keys/keymap.ts';
import {longTest} from '../../support/long.ts';
import {openConsole} from '../../support/open-console.ts';
import {cheapPassphrases} from '../../support/runner/cheap-passphrases.ts';
import {PASSPHRASE, SIGNED_OUT, tokenRequests} from '../../support/signed-out.ts';
import {makeHome, startConsole, startSmallSandbox} from '../../support/start-console.ts';
import type {TerminalDriver} from '../../support/terminal/terminal.ts';

cheapPassphrases();

/** Any ticket of the sandbox. */
/** Beside the detail pane numbers are short. */
const LISTED = /(1-204976|…\d*)070\d{3}/;

/** Types client id and secret into the sign-in screen, the secret pasted as from a password manager. */
async function fillIn(terminal: TerminalDriver, clientId: string, secret: string): Promise<void> {
  await terminal.waitForText('Client id');
  terminal.write(clientId);
  await terminal.waitForText(clientId);
  terminal.press(keyOf('signin.next'));
  terminal.paste(`${secret}\n`);
  await terminal.waitForText(`The secret has ${secret.length} characters.`);
  terminal.press(keyOf('signin.next'));
}

test('a profile that was signed in to for this run alone stays in the switcher when another one is shown', async () => {
  await using app = await openConsole({cols: 120});
  const {terminal, sandbox} = app;
  await terminal.waitForText(LISTED);
  terminal.press(keyOf('profile.switch'));
  await terminal.waitForText('Sign in to another account');
  terminal.press('down');
  terminal.press(keyOf('menu.choose'));
  await terminal.waitForText('Profile');
  terminal.write('lab');
  terminal.press(keyOf('signin.next'));
  await fillIn(terminal, sandbox.clientId, sandbox.clientSecret);
  await terminal.waitForText('The service accepted it');
  terminal.press('down');
  terminal.press(keyOf('menu.choose'));
  await terminal.waitForText(/custom.*lab/);
  await terminal.waitForText(LISTED);
  terminal.press(keyOf('profile.switch'));
  await terminal.waitForText(/lab.*shown now/);
  terminal.press('up');
  terminal.press(keyOf('menu.choose'));
  await terminal.waitForNoText(/custom.*lab/);
  const asked = tokenRequests(sandbox);
  terminal.press(keyOf('profile.switch'));
  await terminal.waitForText(/lab.*signed in for this run/);
  terminal.press('down');
  terminal.press(keyOf('menu.choose'));
  await terminal.waitForText(/custom.*lab/);
  terminal.press(keyOf('refresh'));
  await terminal.waitForText('are up to date.');
  expect(tokenRequests(sandbox)).toBe(asked);
});

test('a new user is welcomed, signs in, keeps nothing, and sees the list', async () => {
  await using app = await startConsole({env: SIGNED_OUT, ownProcess: false});
  const {terminal, sandbox} = app;
  await terminal.waitForText('Welcome to casedeck');
  terminal.press(keyOf('menu.choose'));
  await fillIn(terminal, sandbox.clientId, sandbox.clientSecret);
  await terminal.waitForText('The service accepted it: nadia.oyelaran.');
  await terminal.waitForText('Keychain cannot be used here: no D-Bus session bus runs here');
  terminal.press('down');
  terminal.press(keyOf('menu.choose'));
  await terminal.waitForText(LISTED);
  expect(tokenRequests(sandbox)).toBe(1);
  expect(terminal.raw()).not.toContain(sandbox.clientSecret);
});

test('the welcome leads to the demo, and from there to signing in', async () => {
  await using app = await startConsole({env: SIGNED_OUT, ownProcess: false});
  const {terminal, sandbox} = app;
  await terminal.waitForText('Look around');
  terminal.press('down');
  terminal.press(keyOf('menu.choose'));
  await terminal.waitForText(/demo.*Open/s);
  await terminal.waitForText(LISTED);
  terminal.press(keyOf('signin.open'));
  await fillIn(terminal, sandbox.clientId, sandbox.clientSecret);
  await terminal.waitForText('The service accepted it');
  terminal.press(keyOf('back'));
  await terminal.waitForText(LISTED);
  expect(sandbox.log().filter(({operation}) => operation !== 'token')).toEqual([]);
});

test('without a credential the sign-in screen comes by itself, and what is wrong is said before anything is sent', async () => {
  await using app = await openConsole({env: SIGNED_OUT, config: '[keys]\n"signin.open" = "I"\n'});
  const {terminal, sandbox} = app;
  await terminal.waitForText('Not signed in: there is no credential for the profile "default".');
  terminal.press(keyOf('signin.try'));
  await terminal.waitForText('The client id is missing.');
  terminal.write('an id');
  terminal.press(keyOf('signin.next'));
  terminal.paste('two words');
  terminal.press(keyOf('signin.try'));
  await terminal.waitForText('The client id holds a blank or a line break');
  expect(sandbox.log()).toEqual([]);
  terminal.press(keyOf('signin.close'));
  // By the user's own key.
  await terminal.waitForText(/I\s+signs\s+in/);
  terminal.press('I');
  await terminal.waitForText('Client secret');
});

// Also proven by test/commands/account/signing-in.test.ts; on screen: trouble.test.ts.
longTest(
  'a refused secret is one request for each answer, and the screen says how many are used',
  async () => {
    await using app = await openConsole({env: SIGNED_OUT});
    const {terminal, sandbox} = app;
    await fillIn(terminal, sandbox.clientId, 'not-the-secret');
    await terminal.waitForText('The service refused the client id and secret');
    await terminal.waitForText(/1 refused attempt is used of 5/);
    // Pressing on without a new answer sends nothing.
    terminal.press(keyOf('signin.try'));
    await terminal.waitForText('The client secret is missing.');
    expect(tokenRequests(sandbox)).toBe(1);
    terminal.write('nor-this');
    await terminal.waitForText('The secret has 8 characters.');
    terminal.press(keyOf('signin.try'));
    await terminal.waitForText(/2 refused attempts are used of 5/);
    expect(tokenRequests(sandbox)).toBe(2);
    terminal.paste(sandbox.clientSecret);
    await terminal.waitForText(`The secret has ${sandbox.clientSecret.length} characters.`);
    terminal.press(keyOf('signin.try'));
    await terminal.waitForText('The service accepted it');
    expect(tokenRequests(sandbox)).toBe(3);
  },
);

// Also proven by trouble.test.ts; what is typed for this run: the first test here.
longTest(
  'a refused credential of the environment is one request, and what is typed instead counts for this run',
  async () => {
    await using app = await openConsole({env: {EQUINIX_API_CLIENTSECRET: 'an-old-secret'}});
    const {terminal, sandbox} = app;
    await terminal.waitForText('The service refused the client id and secret');
    await terminal.waitForText(/1 refused attempt is used of 5/);
    await terminal.waitForText('EQUINIX_API_CLIENTID and EQUINIX_API_CLIENTSECRET comes first');
    // Looking again with the same credential asks nobody.
    terminal.press(keyOf('signin.close'));
    await terminal.waitForText(new RegExp(`${keyOf('signin.open')}\\s+signs\\s+in`));
    terminal.press(keyOf('refresh'));
    await terminal.waitForText(/refused this client id and secret at/);
    expect(tokenRequests(sandbox)).toBe(1);
    await fillIn(terminal, sandbox.clientId, sandbox.clientSecret);
    await terminal.waitForText('unset it to use');
    terminal.press('down');
    terminal.press(keyOf('menu.choose'));
    await terminal.waitForText(LISTED);
    expect(tokenRequests(sandbox)).toBe(2);
  },
);

test('kept in a file with a passphrase: asked once at the next start, the list on screen meanwhile', async () => {
  const home = makeHome();
  const sandbox = await startSmallSandbox();
  onTestFinished(async () => {
    await sandbox.close();
    rmSync(home, {recursive: true, force: true});
  });
  {
    await using app = await openConsole({env: SIGNED_OUT, home, sandbox});
    const {terminal} = app;
    await fillIn(terminal, sandbox.clientId, sandbox.clientSecret);
    await terminal.waitForText('File with a passphrase');
    terminal.press(keyOf('menu.choose'));
    await terminal.waitForText('A new passphrase');
    terminal.write('short');
    terminal.press(keyOf('prompt.accept'));
    await terminal.waitForText('needs 8 characters');
    terminal.write(PASSPHRASE);
    terminal.press(keyOf('prompt.accept'));
    await terminal.waitForText('Once more');
    terminal.write(PASSPHRASE);
    terminal.press(keyOf('prompt.accept'));
    await terminal.waitForText(LISTED);
    expect(terminal.raw()).not.toContain(PASSPHRASE);
  }
  await using again = await openConsole({env: SIGNED_OUT, home, sandbox});
  const {terminal} = again;
  await terminal.waitForText('is in a file with a passphrase');
  await terminal.waitForText(LISTED);
  sandbox.clearLog();
  terminal.write('wrong');
  terminal.press(keyOf('prompt.accept'));
  await terminal.waitForText('That does not open');
  expect(sandbox.log()).toEqual([]);
  terminal.write(PASSPHRASE);
  terminal.press(keyOf('prompt.accept'));
  await terminal.waitForNoText('passphrase');
  await terminal.waitFor('the list read anew', () => sandbox.log().some(({status}) => status === 200));
  // The token was kept beside the secret.
  expect(tokenRequests(sandbox)).toBe(0);
});

test('whoever gives no passphrase works on with what the store has', async () => {
  const home = makeHome();
  const sandbox = await startSmallSandbox();
  onTestFinished(async () => {
    await sandbox.close();
    rmSync(home, {recursive: true, force: true});
  });
  {
    await using app = await openConsole({home, sandbox});
    await app.terminal.waitForText(LISTED);
  }
  const {createSecrets} = await import('../../../src/secrets/secrets.ts');
  const {resolvePaths} = await import('../../../src/settings/paths.ts');
  const {loadSettings} = await import('../../../src/settings/settings.ts');
  const env = {XDG_STATE_HOME: `${home}/state`, EQUINIX_API_ENDPOINT: sandbox.url};
  const paths = resolvePaths(env);
  const {profile} = await loadSettings({env, paths});
  const askPassphrase = () => Promise.resolve(PASSPHRASE);
  await createSecrets({env: {}, paths, profile, askPassphrase, ageWorkFactor: 10}).save('age', {
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
  });
  await using app = await openConsole({env: SIGNED_OUT, home, sandbox});
  const {terminal} = app;
  await terminal.waitForText('is in a file with a passphrase');
  terminal.press(keyOf('prompt.close'));
  await terminal.waitForText('none was given');
  await terminal.waitForText(LISTED);
  // What is typed meanwhile is for the list, and no part of the passphrase.
  terminal.press(keyOf('refresh'));
  terminal.press(keyOf('filter.open'));
  terminal.write('zzqq');
  await terminal.waitForText('zzqq');
  terminal.write(`\r${'jk'.repeat(10)}`);
  await terminal.waitForText(/Passphrase: *$/m);
  expect(terminal.screen()).not.toContain('Passphrase: *');
  terminal.write(PASSPHRASE);
  terminal.press(keyOf('prompt.accept'));
  await terminal.waitForNoText('none was given');
});
