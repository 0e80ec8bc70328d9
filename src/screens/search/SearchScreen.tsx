import {inputLine} from '../../components/input-line.ts';
import {line, type Line, span, type Span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import type {PointedList} from '../../hooks/usePointer.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useStored} from '../../hooks/useStored.ts';
import {noticePlace} from '../../domain/notices/notice-text.ts';
import type {SearchHit} from '../../domain/records.ts';
import type {Guide, Pickers, Reader, Sized} from '../ui.ts';
import {placeLabel, shownLines} from '../pointed-lines.ts';
import {usePicker} from '../usePicker.ts';
import type {Store} from '../../store/store.ts';
import {matchRanges} from '../../text/match-ranges.ts';
import {padEnd} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import {idCell, idWidth} from '../id-cell.ts';
import {statusSpan} from '../ticket/ticket-labels.ts';

const MOST_HITS = 200;

/** Full-text search over everything known on this machine; Enter opens the ticket at the place, or the notice. */
export function SearchScreen({ui, width, height}: Sized<Guide & Reader & Pickers>) {
  const {store} = useServices();
  useValue(ui.search.buffer);
  const words = ui.search.text();
  const hits = useStored([words], () => (words.trim() === '' ? [] : store.search(words, MOST_HITS)));
  const rows = Math.max(1, height - 3);
  const list = usePicker(ui.search, {
    entries: hits,
    keyOf: hitKey,
    page: rows,
    onChoose(hit) {
      if (hit !== undefined) openHit(ui, store, hit, words);
    },
    onClose: () => ui.go({type: 'back'}),
  });
  const lines = shownLines(list, rows, (hit, selected) =>
    hitLine(hit, subjectOf(store, hit), width - 2, selected),
  );
  return (
    <Pane
      width={width}
      height={height}
      title="Search in everything"
      foot={footOf(list, hits.length)}
      lines={[
        inputLine(span(' Words: ', 'strong'), list.field),
        ...(lines.length > 0 ? lines : emptyLines(words, store.waitingParts())),
      ]}
      focused
    />
  );
}

function subjectOf(store: Pick<Store, 'accounts' | 'notices' | 'row'>, {id, where}: SearchHit): HitSubject {
  const isJoined = store.accounts().length > 1;
  if (where !== 'notice') return {name: id, status: store.row(id)?.status, isJoined};
  const stored = store.notices().find(({notice}) => notice.id === id);
  return {name: stored === undefined ? id : noticePlace(stored), status: stored?.notice.status, isJoined};
}

function hitKey({id, where, item = ''}: SearchHit): string {
  return `${id} ${where} ${item}`;
}

function footOf(list: PointedList<SearchHit>, count: number): string {
  if (count === 0) return '';
  return `${placeLabel(list)}${count === MOST_HITS ? ' or more' : ''}`;
}

function waitingLines(left: number): readonly Line[] {
  if (left === 0) return [];
  const words = ` ${left} older texts are still being indexed: in those, words are found by their beginning.`;
  return [line(span(words, 'dim'))];
}

/** `left`: how many texts are not indexed yet. */
function emptyLines(words: string, left: number): readonly Line[] {
  if (words.trim() !== '')
    return [line(span(' Nothing known here holds all of these words.', 'dim')), ...waitingLines(left)];
  return [
    line(
      span(' Notes, e-mails that were read, descriptions, references, notices; all words must occur.', 'dim'),
    ),
    ...waitingLines(left),
  ];
}

/** Shows the notice, or the ticket where the words are: at the note, public or private, or the e-mail itself. */
function openHit(
  ui: Guide & Reader,
  store: Pick<Store, 'row'>,
  {id, where, item}: SearchHit,
  words: string,
): void {
  if (where === 'notice') return ui.go({type: 'push', screen: {kind: 'notice', id, words}});
  if (store.row(id) === undefined) return;
  ui.go({type: 'tab', tab: 'timeline'});
  ui.detail.aim(id, item ?? 'top');
  ui.go({type: 'push', screen: {kind: 'ticket', id, words}});
  const emailId = where === 'email' ? item?.replace(/^email:/, '') : undefined;
  if (emailId !== undefined) ui.go({type: 'push', screen: {kind: 'email', ticketId: id, emailId, words}});
}

const PLACES: Readonly<Record<SearchHit['where'], string>> = {
  ticket: 'ticket',
  note: 'note',
  email: 'e-mail',
  remark: 'own',
  notice: 'notice',
};
const NARROW = 60;

/** What a hit is in: a ticket by its number, or a notice by its sites. */
type HitSubject = {
  readonly name: string;
  readonly status: string | undefined;
  /** Found among several accounts. */
  readonly isJoined: boolean;
};

/** A hit in one row: in what, where in it, and the line that matches, what matches made plain. */
function hitLine(
  hit: SearchHit,
  {name, status, isJoined}: HitSubject,
  width: number,
  selected: boolean,
): Line {
  const {glyphs} = theme;
  const isNarrow = width < NARROW;
  const word = statusSpan(status, isNarrow);
  const spans: readonly Span[] = [
    {text: selected ? `${glyphs.pointer} ` : '  '},
    span(`${idCell(name, idWidth(width, isJoined))} `, 'normal'),
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
