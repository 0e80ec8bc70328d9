import type {Credentials} from '../api/credentials.ts';
import {AppError} from '../errors.ts';

/**
 * Invisible characters that are copied by accident: blanks of every kind, line ends, byte-order marks, zero-width
 * characters.
 */
const AROUND =
  /^[\s\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]+|[\s\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]+$/g;

/** A client id, secret or token as it was meant, wherever it was copied from. */
export function credentialText(text: string): string {
  return text.replaceAll(AROUND, '');
}

/** Why this can be no client id, secret or token, to be said before an attempt is spent; `what` begins the sentence. */
export function credentialProblem(text: string, what: string): string | undefined {
  if (text === '') return `${what} is missing.`;
  if (/\s/.test(text)) return `${what} holds a blank or a line break; was more copied than that?`;
  const strange = /[^\x21-\x7E]/u.exec(text)?.[0];
  if (strange === undefined) return undefined;
  const code = (strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `${what} holds a character that none has (U+${code}); was it copied from a document?`;
}

/** The credential without what was copied along. Throws an AppError `auth` that names `where` for what cannot be right. */
export function usableCredentials(credentials: Credentials, where: string): Credentials {
  const refuse = (problem: string | undefined) => {
    if (problem === undefined) return;
    throw new AppError('auth', `${where}: ${problem}`, {hint: 'Nothing was sent, so no attempt is spent.'});
  };
  if ('token' in credentials) {
    const token = credentialText(credentials.token);
    refuse(credentialProblem(token, 'The token'));
    return {token};
  }
  const clientId = credentialText(credentials.clientId);
  const clientSecret = credentialText(credentials.clientSecret);
  refuse(
    credentialProblem(clientId, 'The client id') ?? credentialProblem(clientSecret, 'The client secret'),
  );
  return {clientId, clientSecret};
}
