import {AppError} from '../../errors.ts';
import {credentialProblem, credentialText} from '../../secrets/credential-text.ts';
import {readSecretFile} from '../../secrets/secret-file.ts';
import {checkEndpoint} from '../../domain/check-endpoint.ts';
import {ENDPOINTS} from '../../settings/settings-endpoint.ts';
import type {StoreKind} from '../../secrets/secret.ts';
import type {SignInStart} from '../../sync/sign-in.ts';
import {ask} from '../ask.ts';
import {askSecret} from '../../console/session/ask-secret.ts';
import type {Io} from '../../console/session/io.ts';
import {readAll} from '../write/text-input.ts';

export type LoginOptions = {
  readonly clientId?: string;
  readonly secretFile?: string;
  /** production, sandbox or a URL. */
  readonly environment?: string;
  readonly store?: StoreKind;
  readonly json?: boolean;
};

/** Where to sign in: what decides it, `--environment`, or the answer to a question. */
export async function readEndpoint(io: Io, start: SignInStart, {environment}: LoginOptions): Promise<string> {
  const {endpoint, endpointFrom} = start;
  if (environment !== undefined) {
    const wanted = toEndpoint(environment, '--environment');
    if (endpointFrom === undefined || wanted === endpoint) return wanted;
    throw new AppError('usage', `${endpointFrom} says that this profile goes to ${endpoint}.`, {
      hint: 'Leave out --environment, or take that setting away.',
    });
  }
  if (endpointFrom !== undefined || !io.canAsk()) return endpoint;
  for (;;) {
    const shown = nameOf(endpoint);
    const answer = await ask(io, `Environment: production, sandbox or a URL (${shown}): `, '--environment');
    if (answer === '') return endpoint;
    try {
      return toEndpoint(answer, 'The answer');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      io.err(`casedeck: ${error.message} ${error.hint ?? ''}\n`);
    }
  }
}

function toEndpoint(text: string, source: string): string {
  if (text === 'production' || text === 'sandbox') return ENDPOINTS[text];
  return checkEndpoint(text, source);
}

function nameOf(endpoint: string): string {
  return Object.entries(ENDPOINTS).find(([, url]) => url === endpoint)?.[0] ?? endpoint;
}

/** The client id from `--client-id`, the configuration, the environment, or an answer. */
export async function readClientId(io: Io, start: SignInStart, options: LoginOptions): Promise<string> {
  const known = options.clientId ?? start.clientId ?? (io.env['EQUINIX_API_CLIENTID'] || undefined);
  if (options.clientId === undefined && io.canAsk()) {
    const answer = await ask(io, `Client id${known === undefined ? '' : ` (${known})`}: `, '--client-id');
    if (answer !== '') return checked(answer, 'The client id');
  }
  if (known !== undefined) return checked(known, 'The client id');
  throw new AppError('usage', 'The client id is missing.', {hint: 'Give it with --client-id.'});
}

/**
 * The secret from `--secret-file`, a hidden answer, or standard input, never from the command line, which
 * anybody on this machine can read. With `mayStop` an empty answer is an answer.
 */
export async function readSecret(io: Io, {secretFile}: LoginOptions, mayStop = false): Promise<string> {
  if (secretFile !== undefined && secretFile !== '-')
    return checked(readSecretFile(secretFile, '--secret-file'), 'The secret in the file');
  if (secretFile !== '-' && io.canAsk()) {
    const answer = await askSecret(io, 'Client secret (not shown): ', '--secret-file');
    return answer === undefined && mayStop ? '' : checked(answer ?? '', 'The client secret');
  }
  if (io.stdin.isTTY) {
    throw new AppError('usage', 'The client secret is missing.', {
      hint: 'Pipe it into standard input, or give --secret-file.',
    });
  }
  return checked(await readAll(io.stdin, 'The client secret on standard input'), 'The client secret');
}

/** Refused before sending: an attempt with this could only fail, and it would count. */
function checked(given: string, what: string): string {
  const text = credentialText(given);
  const problem = text === '' ? `${what} is empty.` : credentialProblem(text, what);
  if (problem !== undefined) throw new AppError('input', problem, {hint: 'Nothing was sent.'});
  return text;
}
