import {randomText, type Random} from './random.ts';
import {Refusal} from './refusal.ts';

export type Client = {readonly id: string; readonly secret: string; readonly userName: string};

export type Auth = {
  /** The token reply. Throws the vendor's OAuth refusal; the fifth in a row locks the client. */
  token: (id: string, secret: string) => Record<string, string>;
  /** The client a bearer token belongs to. Throws a 401 where it is missing, unknown or expired. */
  client: (authorization: string | undefined) => Client;
  /** Makes every token that was given out expire now. */
  expireTokens: () => void;
};

type AuthOptions = {
  readonly clients: readonly Client[];
  readonly lifeSeconds: number;
  readonly now: () => number;
  readonly random: Random;
};

const ATTEMPTS = 5;
const TOKEN_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function createAuth({clients, lifeSeconds, now, random}: AuthOptions): Auth {
  const refusals = new Map<string, number>();
  const tokens = new Map<string, {client: Client; expires: number}>();

  function token(id: string, secret: string): Record<string, string> {
    const attempts = refusals.get(id) ?? 0;
    if (attempts >= ATTEMPTS) throw locked();
    const client = clients.find((candidate) => candidate.id === id);
    if (client === undefined || client.secret !== secret) {
      refusals.set(id, attempts + 1);
      throw attempts + 1 >= ATTEMPTS ? locked() : wrongCredential(ATTEMPTS - attempts - 1);
    }
    refusals.delete(id);
    for (const [text, entry] of tokens) if (entry.expires <= now()) tokens.delete(text);
    const text = `sandbox.${randomText(random, 40, TOKEN_ALPHABET)}`;
    tokens.set(text, {client, expires: now() + lifeSeconds * 1000});
    // A string of seconds, one less than the life, as the vendor sends it.
    const timeout = String(Math.max(lifeSeconds - 1, 0));
    return {access_token: text, token_timeout: timeout, user_name: client.userName, token_type: 'Bearer'};
  }

  function client(authorization: string | undefined): Client {
    const text = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    const entry = text === undefined ? undefined : tokens.get(text);
    if (entry === undefined) throw new Refusal(401, 'EQ-2000001', 'A valid access token is needed.');
    if (entry.expires <= now()) throw new Refusal(401, 'EQ-2000002', 'The access token has expired.');
    return entry.client;
  }

  return {
    token,
    client,
    expireTokens() {
      for (const entry of tokens.values()) entry.expires = 0;
    },
  };
}

function wrongCredential(left: number): Refusal {
  const attempts = left === 1 ? '1 attempt' : `${left} attempts`;
  return new Refusal(
    400,
    '1001',
    `Invalid client id or client secret. ${attempts} left before the account is locked.`,
  );
}

function locked(): Refusal {
  return new Refusal(
    400,
    '1006',
    'The account is locked after 5 successive invalid attempts. Contact support to unlock it.',
  );
}
