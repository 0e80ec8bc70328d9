const ESC = '\u001B';

/** Alternate screen, no cursor, no wrapping (a glyph drawn wider than we think must not spill), paste marks, focus reports. */
export const ENTER = `${ESC}[?1049h${ESC}[?25l${ESC}[?7l${ESC}[?2004h${ESC}[?1004h`;

/** Without a screen of our own: paste marks and focus reports. */
export const ENTER_LINEAR = `${ESC}[?2004h${ESC}[?1004h`;
/** On a line of its own goes what comes next. */
export const LEAVE_LINEAR = `\r\n${ESC}[?1004l${ESC}[?2004l${ESC}[?25h`;

/** Takes all of that back. Harmless where nothing was set. */
export const LEAVE = `${ESC}[?1004l${ESC}[?2004l${ESC}[?2026l${ESC}[m${ESC}[?7h${ESC}[?25h${ESC}[?1049l`;
