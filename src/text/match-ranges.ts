/** What stands around each match in SearchHit.line. */
const START = '\u{e000}';
const END = '\u{e001}';

export type MatchRanges = {
  readonly text: string;
  /** Start and end of each match in UTF-16 units. */
  readonly matches: readonly (readonly [number, number])[];
};

/** The line without marks, and where they stood. */
export function matchRanges(line: string): MatchRanges {
  let text = '';
  let start = 0;
  const matches: (readonly [number, number])[] = [];
  for (const part of line.split(/([\u{e000}\u{e001}])/u)) {
    if (part === START) start = text.length;
    else if (part === END) matches.push([start, text.length]);
    else text += part;
  }
  return {text, matches};
}
