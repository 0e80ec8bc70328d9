import type {SafeText} from '../../text/safe/safe-text.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';

/**
 * The file name of a Content-Disposition header (RFC 6266; `filename*` of RFC 5987 first), safe to print
 * but not yet a safe file name. Bytes outside ASCII are taken for UTF-8 where they are.
 */
export function nameOfDisposition(header: string | undefined): SafeText | undefined {
  if (header === undefined) return undefined;
  const parameters = parseParameters(header);
  const name = decodeExtended(parameters.get('filename*')) ?? plainName(parameters.get('filename'));
  const line = name === undefined ? undefined : toSafeLine(name);
  return line === '' ? undefined : line;
}

const PARAMETER = /;\s*([\w!#$&+\-.^`|~*]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;

/** Parameter names in lower case; of two with one name the first counts. */
function parseParameters(header: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  // Some servers leave the disposition type out.
  const text = /^\s*[\w*]+\s*=/.test(header) ? `;${header}` : header;
  for (const [, key = '', quoted, bare] of text.slice(0, 8192).matchAll(PARAMETER)) {
    const value = quoted === undefined ? (bare ?? '').trim() : quoted.replaceAll(/\\(.)/g, '$1');
    if (!parameters.has(key.toLowerCase())) parameters.set(key.toLowerCase(), value);
  }
  return parameters;
}

/** `charset'language'percent-encoded`. */
function decodeExtended(value: string | undefined): string | undefined {
  const match = /^([\w-]+)'[^']*'(.*)$/.exec(value ?? '');
  if (match === null) return undefined;
  const [, charset = '', encoded = ''] = match;
  const bytes = Buffer.from(
    encoded.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  return decodeBytes(bytes, charset);
}

function plainName(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  // Header values arrive as one character a byte.
  if (!/[\x80-\xff]/.test(value) || /[^\x00-\xff]/.test(value)) return value;
  return decodeBytes(Buffer.from(value, 'latin1'), 'utf-8') ?? value;
}

function decodeBytes(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, {fatal: true}).decode(bytes);
  } catch {
    return undefined;
  }
}
