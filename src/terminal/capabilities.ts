import type {ColorDepth} from '../text/colors.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What stands between us and the terminal and needs sequences wrapped for it. */
export type Multiplexer = 'tmux' | 'screen' | undefined;

const TRUE_COLOR_TERM = /direct|kitty|alacritty|foot|ghostty|wezterm|contour/i;
const NO_COLOR_TERM = /^(?:dumb|unknown|vt\d+|xterm-mono|ansi-m)?$/i;

/** How many colours to use; FORCE_COLOR comes first, then NO_COLOR, then what the terminal says of itself. */
export function colorDepth(env: Env): ColorDepth {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forcedDepth(forced);
  const term = env['TERM'] ?? '';
  if (env['NO_COLOR'] || env['CLICOLOR'] === '0') return 'none';
  if (process.platform === 'win32') return 'true';
  if (NO_COLOR_TERM.test(term)) return 'none';
  if (/^(?:truecolor|24bit)$/i.test(env['COLORTERM'] ?? '') || TRUE_COLOR_TERM.test(term)) return 'true';
  return /256/.test(term) ? '256' : '16';
}

/** As other programs of Node read it: 1 (or nothing, or true) the 16 colours, 2 the 256, 3 all. */
function forcedDepth(value: string): ColorDepth {
  if (value === '0' || value === 'false') return 'none';
  if (value === '2') return '256';
  return value === '3' ? 'true' : '16';
}

/** Whether the locale leaves us nothing but ASCII to draw with. */
export function needsAscii(env: Env): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return false;
  return !/utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '');
}

/** Whether somebody works here from another machine. */
export function isRemote(env: Env): boolean {
  return Boolean(env['SSH_CONNECTION'] || env['SSH_TTY'] || env['SSH_CLIENT']);
}

/** Of one inside the other, the inner one: that is who reads what we write. */
export function multiplexer(env: Env): Multiplexer {
  const hasBoth = Boolean(env['TMUX'] && env['STY']);
  if (hasBoth) return env['TERM']?.startsWith('tmux') === true ? 'tmux' : 'screen';
  return env['TMUX'] ? 'tmux' : env['STY'] ? 'screen' : undefined;
}

const LINKING_PROGRAM = /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper|rio|contour)$/;
const LINKING_TERM = /kitty|foot|alacritty|ghostty|wezterm|contour/i;

/** Whether the terminal is known to make links of OSC 8; one that is not may print the address in full. */
export function showsLinks(env: Env): boolean {
  if (env['FORCE_HYPERLINK'] !== undefined) return env['FORCE_HYPERLINK'] !== '0';
  // screen drops what it does not know, and with it what stands between.
  if (multiplexer(env) === 'screen' || env['TERM'] === 'dumb') return false;
  return isLinkingTerminal(env);
}

function isLinkingTerminal(env: Env): boolean {
  const {TERM: term = '', TERM_PROGRAM: program = '', TERM_PROGRAM_VERSION: version = '0'} = env;
  if (program === 'tmux') return Number.parseFloat(version) >= 3.4;
  const isVte = Number(env['VTE_VERSION'] ?? 0) >= 5000;
  return (
    isVte ||
    Boolean(env['KONSOLE_VERSION'] || env['WT_SESSION']) ||
    LINKING_PROGRAM.test(program) ||
    LINKING_TERM.test(term)
  );
}

/** How the terminal says that it takes pictures; undefined: it does not say so. */
export function pictureProtocol(env: Env): 'kitty' | 'iterm' | 'sixel' | undefined {
  const {TERM: term = '', TERM_PROGRAM: program = ''} = env;
  if (env['KITTY_WINDOW_ID'] || /kitty|ghostty/i.test(term) || program === 'ghostty') return 'kitty';
  if (/^(?:iTerm\.app|WezTerm)$/.test(program) || env['LC_TERMINAL'] === 'iTerm2') return 'iterm';
  return /^(?:foot|mlterm|contour)/.test(term) ? 'sixel' : undefined;
}
