/** One term of a filter line, where it stands, and what it is made of. */
export type FilterToken = {
  readonly start: number;
  readonly end: number;
  /** The whole term as typed. */
  readonly text: string;
  readonly isNegated: boolean;
  readonly isFuzzy: boolean;
  /** What stands before the colon, as typed; undefined: there is none. */
  readonly key: string | undefined;
  readonly value: string;
  readonly valueStart: number;
};

const TERM = /\s*((-?)(?:(~)|([a-zA-Z]+):(?=\S|$)|([a-zA-Z]+):(?=\s))?(?:"([^"]*)"?|([^\s]*)))/y;

/**
 * Splits a filter line at blanks. `-` before a term means "not", `~` before a word makes it fuzzy, letters and a colon
 * name the field, quotes keep blanks. A quote that is not closed goes to the end of the line, because the user is still
 * typing.
 */
export function filterTokens(text: string): readonly FilterToken[] {
  const tokens: FilterToken[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < text.length) {
    const match = TERM.exec(text);
    if (match === null || match[0] === '') break;
    const [, term = '', minus, tilde, key, emptyKey, quoted, bare = ''] = match;
    const end = TERM.lastIndex;
    const start = end - term.length;
    const value = quoted ?? bare;
    if (term === '') break;
    const before = term.length - (quoted === undefined ? value.length : term.length - term.indexOf('"'));
    tokens.push({
      start,
      end,
      text: term,
      isNegated: minus !== '',
      isFuzzy: tilde !== undefined,
      key: key ?? emptyKey,
      value,
      valueStart: start + before,
    });
  }
  return tokens;
}

/** The term for this value, in quotes if blanks or signs would change its meaning. */
export function quoteTerm(value: string): string {
  const isPlain = /^[^\s"~-][^\s"]*$/.test(value) && !/^[a-zA-Z]+:/.test(value);
  return isPlain ? value : `"${value.replaceAll('"', '')}"`;
}
