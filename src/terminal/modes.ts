const ESC = '\u001B';

/** Alternate screen, no cursor, no wrapping (a glyph drawn wider than we think must not spill), paste marks, focus reports. */
export const ENTER = `${ESC}[?1049h${ESC}[?25l${ESC}[?7l${ESC}[?2004h${ESC}[?1004h`;

/** Takes all of that back. Harmless where nothing was set. */
export const LEAVE = `${ESC}[?1004l${ESC}[?2004l${ESC}[?2026l${ESC}[m${ESC}[?7h${ESC}[?25h${ESC}[?1049l`;
