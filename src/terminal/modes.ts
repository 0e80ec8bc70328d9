const ESC = '\u001B';

/** What a terminal is told when it becomes ours, and when it is given back. */
export type Modes = {
  readonly enter: string;
  /** Takes all of that back. Harmless where nothing was set. */
  readonly leave: string;
};

export type ModeOptions = {
  /** A screen reader listens: no screen of our own. */
  readonly linear: boolean;
  /** What TERM says. */
  readonly term: string | undefined;
};

/** Alternate screen, no cursor, no wrapping (a glyph drawn wider than we think must not spill). */
const SCREEN = {
  enter: `${ESC}[?1049h${ESC}[?25l${ESC}[?7l`,
  leave: `${ESC}[?2026l${ESC}[m${ESC}[?7h${ESC}[?25h${ESC}[?1049l`,
};
/** Paste marks, focus reports. */
const REPORTS = {enter: `${ESC}[?2004h${ESC}[?1004h`, leave: `${ESC}[?1004l${ESC}[?2004l`};
/**
 * Keys in the classic encoding, whatever the program before left switched on: xterm's modifyOtherKeys, and the kitty
 * protocol, which has a stack. Without a stack the earlier state is unknown, so the mode is set to a terminal's
 * default.
 */
const KEYS = {enter: `${ESC}[>4;0m${ESC}[>0u`, leave: `${ESC}[<u${ESC}[>4m`};
/** These print what they do not know, and know no such modes. */
const PLAIN_TERM = /^(?:dumb|unknown|linux|cons25|ansi.*|sun.*|vt\d+.*)?$/i;

/** The sequences for this terminal. */
export function modesOf({linear, term = ''}: ModeOptions): Modes {
  const keys = PLAIN_TERM.test(term) ? {enter: '', leave: ''} : KEYS;
  // On a line of its own goes what comes next.
  if (linear)
    return {enter: REPORTS.enter + keys.enter, leave: `\r\n${keys.leave}${REPORTS.leave}${ESC}[m${ESC}[?25h`};
  return {
    enter: SCREEN.enter + keys.enter + REPORTS.enter,
    leave: REPORTS.leave + keys.leave + SCREEN.leave,
  };
}
