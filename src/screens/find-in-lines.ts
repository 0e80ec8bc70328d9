import type {Line, Span} from '../components/lines.ts';
import {wholeRange} from '../text/graphemes.ts';

/** The numbers of the lines that hold the words, whatever their case. */
export function matchingLines(lines: readonly Line[], words: string): readonly number[] {
  const needle = words.trim().toLowerCase();
  if (needle === '') return [];
  return lines.flatMap((item, index) => (textOf(item).toLowerCase().includes(needle) ? [index] : []));
}

/** The line with each place where the words stand as a bar. A place across two pieces of one line is found, not marked. */
export function withMarks(source: Line, words: string): Line {
  const needle = words.trim().toLowerCase();
  if (needle === '') return source;
  return {...source, spans: source.spans.flatMap((part) => marked(part, needle, 'cursor'))};
}

/** The line with each of the words that a search found. */
export function withFound(source: Line, words: string): Line {
  const needles = words.toLowerCase().match(/[^\s"]*[\p{L}\p{N}][^\s"]*/gu) ?? [];
  // The longest first: what is marked is not looked into again.
  const spans = needles
    .toSorted((one, other) => other.length - one.length)
    .reduce<readonly Span[]>(
      (all, needle) =>
        all.flatMap((part) => (part.style === 'match' ? [part] : marked(part, needle, 'match'))),
      source.spans,
    );
  return {...source, spans};
}

function marked(part: Span, needle: string, style: 'cursor' | 'match'): readonly Span[] {
  const lower = part.text.toLowerCase();
  // In a few scripts small letters are longer: then places cannot be told.
  if (lower.length !== part.text.length) return [part];
  const spans: Span[] = [];
  let from = 0;
  for (let at = lower.indexOf(needle); at !== -1; at = lower.indexOf(needle, from)) {
    const {start, end} = wholeRange(part.text, at, at + needle.length);
    if (start > from) spans.push({...part, text: part.text.slice(from, start)});
    from = end;
    spans.push({...part, text: part.text.slice(start, end), style});
  }
  if (from < part.text.length) spans.push({...part, text: part.text.slice(from)});
  return spans;
}

function textOf({spans}: Line): string {
  return spans.map(({text}) => text).join('');
}

/** The match to go to from the line on top: the next one in that direction, round from the end. */
export function nextMatch(matches: readonly number[], top: number, by: 1 | -1): number | undefined {
  if (by === 1) return matches.find((at) => at > top) ?? matches[0];
  return matches.findLast((at) => at < top) ?? matches.at(-1);
}
