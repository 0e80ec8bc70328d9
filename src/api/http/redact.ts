import type {ErrorContent} from './error-shapes.ts';

/** Shorter secrets are taken out only where they are the whole of a value: in a sentence they are words. */
const SHORTEST_IN_TEXT = 4;
/** From here on, letters and digits mixed are no part of any word. */
const LONG = 12;

/**
 * What an error says, without what must not come back in it. Codes, trace ids and names of fields stay as they are,
 * and so do words that merely contain the secret.
 */
export function redactContent(content: ErrorContent, secrets: readonly string[]): ErrorContent {
  const text = (value: string | undefined) => (value === undefined ? undefined : redactText(value, secrets));
  return {
    ...content,
    message: text(content.message),
    help: text(content.help),
    fields: content.fields.map(({field, problem, value}) => ({
      field,
      problem: redactText(problem, secrets),
      ...(value === undefined ? {} : {value: redactText(value, secrets)}),
    })),
  };
}

/** The same for a text that is no JSON. */
export function redactText(text: string, secrets: readonly string[]): string {
  return secrets.flatMap(formsOf).reduce(redactOne, text);
}

/** As it is, and as it stands in an address. */
function formsOf(secret: string): readonly string[] {
  if (secret.trim() === '') return [];
  const encoded = encodeURIComponent(secret.toWellFormed());
  return encoded === secret ? [secret] : [secret, encoded];
}

function redactOne(text: string, secret: string): string {
  if (text.trim() === secret) return '***';
  if (secret.length < SHORTEST_IN_TEXT) return text;
  if (secret.length >= LONG && /\d/.test(secret) && /[a-z]/i.test(secret))
    return text.replaceAll(secret, '***');
  return text.replaceAll(
    new RegExp(`(?<![\\p{L}\\p{N}_])${literal(secret)}(?![\\p{L}\\p{N}_])`, 'gu'),
    '***',
  );
}

/** A pattern for this text and no other. */
function literal(text: string): string {
  return [...text].map((character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`).join('');
}
