import {ApiError, AppError} from '../../errors.ts';
import {resolvePaths} from '../../settings/paths.ts';
import {createStores} from '../../secrets/secrets.ts';
import type {StoreKind} from '../../secrets/secret.ts';
import {createSignIn, type Place, type SignedIn, type SignIn, type SignInStart} from '../../sync/sign-in.ts';
import {ask, askYes} from '../ask.ts';
import {passphraseAsker} from '../../console/session/ask-passphrase.ts';
import {tellError, type Io} from '../../console/session/io.ts';
import {readClientId, readEndpoint, readSecret, type LoginOptions} from './login-answers.ts';
import type {GlobalFlags} from '../../console/session/open-services.ts';
import {printJson} from '../print-json.ts';

const PLACES: Readonly<Record<StoreKind, string>> = {
  keychain: 'keychain',
  age: 'file with a passphrase',
  memory: 'memory only',
};

/**
 * `casedeck login`: tries a credential once for each that is typed, says whose it is, and keeps it where the
 * user wants. Exit code 0, or 4 where it was refused.
 */
export async function runLogin(io: Io, flags: GlobalFlags, options: LoginOptions): Promise<number> {
  const {env} = io;
  const paths = resolvePaths(env);
  const stores = createStores({env, paths, askPassphrase: passphraseAsker(io)});
  const signIn = createSignIn({envFor: () => env, paths, stores});
  const start = await begin(io, signIn, flags);
  const endpoint = await readEndpoint(io, start, options);
  // Where nobody can be asked, a place that does not work is said before the credential is tried.
  const given = await givenPlace(io, signIn, {...start, endpoint}, options);
  const clientId = await readClientId(io, start, options);
  const signedIn = await signInWith(io, signIn, {...start, endpoint, clientId}, options);
  if (signedIn === undefined) return 4;
  const {account, profile} = signedIn;
  io.note(`casedeck: Signed in${account === undefined ? '' : ` as ${account}`} at ${endpoint}.\n`);
  const where = await keep(io, signIn, signedIn, given);
  io.note(`casedeck: ${keptMessage(where, profile)}\n`);
  if (start.before !== undefined && where !== 'memory')
    io.note(`casedeck: ${start.before} comes first: unset it to use what is kept.\n`);
  if (options.json === true) printJson(io, {profile, endpoint, account, store: where});
  return 0;
}

async function begin(io: Io, signIn: SignIn, {profile}: GlobalFlags): Promise<SignInStart> {
  const start = await signIn.begin(profile);
  if (profile !== undefined || !io.canAsk()) return start;
  const name = await ask(io, `Profile (${start.profile}): `, '--profile');
  return name === '' || name === start.profile ? start : await signIn.begin(name);
}

type Given = SignInStart & {readonly clientId: string};

/** One attempt for each secret that is typed; undefined where the user gives up after a refusal. */
async function signInWith(
  io: Io,
  signIn: SignIn,
  {profile, endpoint, clientId}: Given,
  options: LoginOptions,
): Promise<SignedIn | undefined> {
  let secret: string | undefined = await readSecret(io, options);
  for (;;) {
    try {
      return await signIn.attempt({profile, endpoint, clientId, clientSecret: secret});
    } catch (error) {
      if (!io.canAsk() || !(error instanceof AppError) || error.kind === 'cancelled') throw error;
      tellError(io, error);
      if (!isRefusal(error)) {
        // This says nothing about the credential: the user need not type it again.
        if (!(await askYes(io, 'Try the same again?', '--secret-file'))) throw error;
        continue;
      }
      io.err('casedeck: Type the secret again, or nothing to stop.\n');
      secret = await readSecret(io, {}, true);
      if (secret === '') return undefined;
    }
  }
}

function isRefusal(error: AppError): boolean {
  return error instanceof ApiError && error.kind === 'auth';
}

type Target = Pick<SignedIn, 'profile' | 'endpoint'>;

/** The place that `--store` names, or the best one where nobody can be asked. */
async function givenPlace(
  io: Io,
  signIn: SignIn,
  target: Target,
  {store}: LoginOptions,
): Promise<StoreKind | undefined> {
  if (store === undefined && io.canAsk()) return undefined;
  const places = await signIn.places(target);
  if (store === undefined) {
    const best = places.find((place) => place.usable && place.kind !== 'memory');
    if (best !== undefined) return best.kind;
    throw new AppError('usage', 'There is no place to keep the credential without asking.', {
      hint: `${unusableText(places)} --store memory only tries it and keeps nothing.`,
    });
  }
  const place = places.find((one) => one.kind === store);
  if (place?.usable === true) return place.kind;
  throw new AppError(
    'store',
    `The credential cannot be kept there: ${place?.message ?? 'there is no such place'}.`,
  );
}

async function keep(
  io: Io,
  signIn: SignIn,
  signedIn: SignedIn,
  given: StoreKind | undefined,
): Promise<StoreKind> {
  if (given !== undefined) {
    await signIn.keep(signedIn, given);
    return given;
  }
  for (;;) {
    const where = await askPlace(io, await signIn.places(signedIn));
    try {
      await signIn.keep(signedIn, where);
      return where;
    } catch (error) {
      // The credential is good; only this place is not.
      if (!(error instanceof AppError) || error.kind === 'cancelled') throw error;
      tellError(io, error);
    }
  }
}

async function askPlace(io: Io, places: readonly Place[]): Promise<StoreKind> {
  const usable = places.filter((place) => place.usable);
  const rows = usable.map((place, index) => `  ${index + 1}  ${placeLabel(place)}\n`);
  const others = places
    .filter((place) => !place.usable)
    .map(({kind, message: words}) => `     ${PLACES[kind]} cannot be used: ${words}\n`);
  io.err(`Where to keep it?\n${rows.join('')}${others.join('')}`);
  for (;;) {
    const answer = await ask(io, 'Number (1): ', '--store');
    const place = usable[answer === '' ? 0 : Number(answer) - 1];
    if (place !== undefined) return place.kind;
    io.err(`casedeck: Type a number from 1 to ${usable.length}.\n`);
  }
}

function placeLabel({kind, message: words}: Place): string {
  if (kind === 'memory') return 'memory only: nothing is kept when this command ends';
  return kind === 'age' ? `${words} (the age tool opens it, too)` : `${PLACES[kind]}: ${words}`;
}

function unusableText(places: readonly Place[]): string {
  return places
    .filter((place) => !place.usable)
    .map(({kind, message: words}) => `${PLACES[kind]}: ${words}.`)
    .join(' ');
}

function keptMessage(where: StoreKind, profile: string): string {
  if (where === 'memory')
    return 'Nothing is kept: the credential is good, and the next command asks for one again.';
  return `Kept for the profile "${profile}" in the ${PLACES[where]}. "casedeck logout" removes it.`;
}
