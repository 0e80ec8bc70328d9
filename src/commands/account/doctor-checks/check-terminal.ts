import {ok, warning, type Check} from './check.ts';

export type TerminalFacts = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTty: boolean;
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  /** Bits, as from `stdout.getColorDepth()`. */
  readonly colorDepth: number;
};

/** Size, colours, characters, and what stands between us and the terminal. */
export function checkTerminal(facts: TerminalFacts): readonly Check[] {
  if (!facts.isTty)
    return [ok('Terminal', 'standard output is no terminal; the console would print plain text')];
  return [checkSize(facts), checkColors(facts), checkCharacters(facts.env), ...checkBetween(facts.env)];
}

function checkSize({columns = 0, rows = 0}: TerminalFacts): Check {
  const size = `${columns}x${rows}`;
  if (columns < 40 || rows < 10)
    return warning(
      'Terminal size',
      `${size} is too small`,
      'Enlarge it to 40x10 at least; 80x24 is comfortable.',
    );
  return ok('Terminal size', columns < 80 || rows < 24 ? `${size} works; 80x24 is comfortable` : size);
}

function checkColors({env, colorDepth}: TerminalFacts): Check {
  const term = env['TERM'] ?? '';
  if (term === '' || term === 'dumb') {
    return warning(
      'Terminal type',
      `TERM is ${term === '' ? 'not set' : '"dumb"'}`,
      'Set TERM to what your terminal is, e.g. xterm-256color.',
    );
  }
  const colors =
    {1: 'no colours', 4: '16 colours', 8: '256 colours', 24: 'true colour'}[colorDepth] ??
    `${colorDepth} bits of colour`;
  return ok('Terminal type', `${printable(term)}, ${env['NO_COLOR'] ? 'colours off by NO_COLOR' : colors}`);
}

function checkCharacters(env: TerminalFacts['env']): Check {
  const [name = '', value = ''] =
    ['LC_ALL', 'LC_CTYPE', 'LANG'].map((key) => [key, env[key]]).find(([, text]) => text) ?? [];
  if (/utf-?8/i.test(value)) return ok('Characters', `UTF-8 (${name}=${printable(value)})`);
  if (process.platform === 'win32' || process.platform === 'darwin') return ok('Characters', 'UTF-8');
  return warning(
    'Characters',
    value === ''
      ? 'no locale is set, so ASCII is drawn'
      : `${name}=${printable(value)} is no UTF-8, so ASCII is drawn`,
    'Set LANG to a UTF-8 locale, e.g. C.UTF-8.',
  );
}

function checkBetween(env: TerminalFacts['env']): readonly Check[] {
  const checks: Check[] = [];
  if (env['TMUX'])
    checks.push(
      ok(
        'tmux',
        'in use; for copying set "set -s set-clipboard on", for a quick Esc "set -s escape-time 10"',
      ),
    );
  else if (env['STY']) checks.push(ok('screen', 'in use; copying goes through its own clipboard sequence'));
  if (env['SSH_CONNECTION'] || env['SSH_TTY'])
    checks.push(ok('SSH', 'yes; animations are off, links are shown instead of opened'));
  return checks;
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}
