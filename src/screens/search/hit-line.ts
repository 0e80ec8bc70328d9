import {span, type Line, type Span} from '../../components/lines.ts';
import type {SearchHit} from '../../domain/records.ts';
import {matchRanges} from '../../text/match-ranges.ts';
import {padEnd, truncate} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import {statusSpan} from '../ticket/ticket-labels.ts';

const PLACES: Readonly<Record<SearchHit['where'], string>> = {
  ticket: 'ticket',
  note: 'note',
  email: 'e-mail',
  remark: 'own',
  notice: 'notice',
};
const NARROW = 60;

/** What a hit is in: a ticket by its number, or a notice by its sites. */
export type HitSubject = {readonly name: string; readonly status: string | undefined};

/** A hit in one row: in what, where in it, and the line that matches, what matches made plain. */
export function hitLine(hit: SearchHit, {name, status}: HitSubject, width: number, selected: boolean): Line {
  const {glyphs} = theme;
  const isNarrow = width < NARROW;
  const word = statusSpan(status, isNarrow);
  const spans: readonly Span[] = [
    {text: selected ? `${glyphs.pointer} ` : '  '},
    span(`${padEnd(truncate(name, 14, glyphs.ellipsis), 14)} `, 'normal'),
    {...word, text: `${padEnd(word.text, isNarrow ? 3 : 9)} `},
    span(isNarrow ? '' : `${padEnd(PLACES[hit.where], 6)}  `, 'dim'),
    ...markedSpans(hit.line),
  ];
  return {spans, selected};
}

function markedSpans(source: string): readonly Span[] {
  const {text, matches} = matchRanges(source);
  const spans: Span[] = [];
  let done = 0;
  for (const [start, end] of matches) {
    spans.push({text: text.slice(done, start), style: 'dim'}, {text: text.slice(start, end), style: 'match'});
    done = end;
  }
  return [...spans, {text: text.slice(done), style: 'dim'}];
}
