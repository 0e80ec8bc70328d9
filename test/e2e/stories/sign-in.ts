import type {Tour} from '../../support/command-tour.ts';

const OPEN = '┌ Open ─';

/** Signing in to another account, and not doing so. */
export async function signIn({run, leave}: Tour): Promise<void> {
  await run('profile.switch', '┌ Profiles');
  await leave('┌ Profiles');
  await run('signin.open', '┌ Sign in');
  await run('signin.try', 'is missing');
  await run('signin.next', 'The secret has 1 character.', 'x');
  await run('signin.previous', /Client id +abc/, 'abc');
  await run('signin.close', OPEN);
}

/** The question for a passphrase: answered wrongly, then not at all. */
export async function passphrase({run, see, terminal}: Tour): Promise<void> {
  await see('is in a file with a passphrase');
  terminal.write('wrong');
  await see('*****');
  await run('prompt.accept', 'That does not open');
  await run('prompt.close', () => !terminal.screen().includes('Passphrase:'));
}
