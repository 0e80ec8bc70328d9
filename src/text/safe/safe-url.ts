import type {SafeText} from './safe-text.ts';
import {toSafeLine} from './to-safe-text.ts';

const ALLOWED = new Set(['http:', 'https:', 'mailto:']);
const LONGEST = 8192;

/**
 * A link of remote origin in its normal form, printable ASCII only (other letters percent-encoded,
 * host names in punycode, so that look-alikes show); undefined unless it is http, https or mailto.
 */
export function safeUrl(link: string): SafeText | undefined {
  if (link.length > LONGEST || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (!ALLOWED.has(url.protocol)) return undefined;
  const text = toSafeLine(url.href);
  return /^[\x21-\x7e]+$/.test(text) ? text : undefined;
}
