import {ApiError} from '../../errors.ts';

export type TokenReply = {
  readonly accessToken: string;
  /** Both in milliseconds since 1970. */
  readonly expiresAt: number;
  readonly renewAt: number;
  readonly userName?: string;
};

/** Where the service does not say how long a token lives. */
const DEFAULT_LIFE_S = 1800;
const EARLY_MS = 60_000;

/** The token answer; `token_timeout` is seconds, as text or number (source: the Access Token API). */
export function decodeToken(reply: unknown, now: number): TokenReply {
  const fields =
    typeof reply === 'object' && reply !== null ? (reply as Readonly<Record<string, unknown>>) : {};
  const accessToken = fields['access_token'];
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) {
    throw new ApiError('service', 'The service answered the sign-in, but gave no access token.', {
      operation: 'token',
      sent: true,
    });
  }
  const seconds = [fields['token_timeout'], fields['expires_in']]
    .map(Number)
    .find((value) => value > 0 && value < 1e9);
  const life = (seconds ?? DEFAULT_LIFE_S) * 1000;
  const userName = fields['user_name'];
  return {
    accessToken,
    expiresAt: now + life,
    // A token that lives shorter than a few minutes is used for half of its life.
    renewAt: now + Math.max(life - EARLY_MS, life / 2),
    ...(typeof userName === 'string' && userName !== '' ? {userName} : {}),
  };
}
