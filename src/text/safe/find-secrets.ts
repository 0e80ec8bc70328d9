import type {SafeText} from './safe-text.ts';
import {toSafeLine} from './to-safe-text.ts';
import {truncate} from '../width.ts';

/** A line that looks as if it held a secret. */
export type SecretFinding = {
  /** From 1. */
  readonly line: number;
  /** What it looks like, in a few words. */
  readonly what: string;
  /** The line with the secret hidden, fit for a terminal. */
  readonly preview: SafeText;
};

const PREVIEW_CELLS = 100;
/** Longer lines are no configuration or log that a person wrote; looking through them would only take time. */
const LONGEST_LINE = 20_000;
/** So much of a secret may show: enough to recognise it. */
const SHOWN = 3;

/** The group `secret` is what is hidden in the preview. */
const PATTERNS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['private key', /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  ['age secret key', /(?<secret>AGE-SECRET-KEY-1[0-9A-Z]{20,})/],
  ['token (JWT)', /(?<secret>\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*)/],
  ['AWS access key', /\b(?<secret>(?:AKIA|ASIA)[A-Z0-9]{16})\b/],
  [
    'access token',
    /\b(?<secret>gh[opsur]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|AIza[\w-]{35})/,
  ],
  [
    'Equinix credential',
    /\bEQUINIX_API_(?:CLIENTSECRET|CLIENTID|TOKEN)\s*[=:]\s*["']?(?<secret>[^\s"']{4,})/i,
  ],
  [
    'authorization header',
    /\bauthorization["']?\s*[=:]\s*["']?(?:bearer|basic)\s+(?<secret>[\w.~+/-]{8,}=*)/i,
  ],
  ['password in an address', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:(?<secret>[^\s/@]{3,100})@/i],
  ['password hash', /(?<secret>\$(?:1|5|6|8|9|14|2[aby]|y|sha512)\$[\w./$-]{8,})/],
  [
    'password of a device',
    /\b(?:enable|username \S{1,64}|line|neighbor \S{1,64})\s(?:[\w-]{1,32}\s){0,4}(?:password|secret)\s(?:\d\s)?(?<secret>[^\s*<]\S{2,})/i,
  ],
  [
    'SNMP community',
    /\bsnmp-server\s(?:community|host\s\S{1,64}(?:\s(?:traps|informs|version\s\S{1,4}))*)\s(?:\d\s)?(?<secret>[^\s*<]\S{2,})/i,
  ],
  [
    'shared key of a device',
    /\b(?:tacacs-server|radius-server|isakmp|server-private)\s(?:\S{1,64}\s){0,6}?key\s(?:\d\s)?(?<secret>[^\s*<]\S{2,})/i,
  ],
  [
    'shared key',
    /\b(?:pre-shared-key|key-string|psk|ppp chap password)\s(?:(?:ascii-text|local|remote|\d)\s)?["']?(?<secret>[^\s*<"'=:]{4,})/i,
  ],
  [
    'password or secret',
    /(?:passw(?:or)?d|passphrase|\bpwd|secret(?:[_-]?(?:access[_-]?)?key)?|api[_-]?key|(?:access|auth|refresh|bearer|session)[_-]?token|private[_-]?key|community)["']?\s{0,8}[=:]\s{0,8}["']?(?<secret>[^\s"',;]{4,})/i,
  ],
];

/** A cheap first look: a line without any of these matches none of the patterns. */
const HINT =
  /PRIVATE KEY|AGE-SECRET|eyJ|AKIA|ASIA|gh[opsur]_|github_pat|glpat|xox|AIza|equinix_api|authorization|:\/\/|\$\w|pass|pwd|secret|key|token|community|snmp|psk/i;

/** What stands where a secret was taken out, or where none was ever given. */
const PLACEHOLDER =
  /^(?:\*+|x{3,}|\.{3,}|-+|<.*|\[.*|\{.*|\$\{?[A-Z_]\w*\}?.*|%\w+%?|null|none|nil|undefined|true|false|yes|no|required|optional|redacted|removed|hidden|empty|unset|string|ignored?)[)\]}>.,;]*$/i;

/** The first secret that a line seems to hold; undefined where there is none. `number` counts from 1. */
export function secretInLine(line: string, number: number): SecretFinding | undefined {
  const text = line.slice(0, LONGEST_LINE);
  if (!HINT.test(text)) return undefined;
  for (const [what, pattern] of PATTERNS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const secret = match.groups?.['secret'];
    if (secret !== undefined && PLACEHOLDER.test(secret)) continue;
    return {line: number, what, preview: preview(text, match.index, secret)};
  }
  return undefined;
}

/** The line with everything hidden that looks like a secret; for logs. */
export function hideSecrets(line: string): string {
  if (!HINT.test(line)) return line;
  let hidden = line;
  for (const [, pattern] of PATTERNS) {
    hidden = hidden.replace(
      new RegExp(pattern.source, `${pattern.flags}g`),
      (match: string, ...rest: unknown[]) => {
        const secret = (rest.at(-1) as {secret?: string} | undefined)?.secret;
        return secret === undefined ? '…' : match.replaceAll(secret, '…');
      },
    );
  }
  return hidden;
}

function preview(line: string, matchAt: number, secret: string | undefined): SafeText {
  const start = Math.max(0, matchAt - PREVIEW_CELLS / 2);
  const part = line.slice(start, matchAt + PREVIEW_CELLS * 2);
  const hidden = secret === undefined ? part : part.replaceAll(secret, `${secret.slice(0, SHOWN)}…`);
  return truncate(toSafeLine(`${start > 0 ? '…' : ''}${hidden}`), PREVIEW_CELLS);
}
