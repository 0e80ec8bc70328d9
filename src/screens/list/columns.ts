import {line, type Line, span, type Span} from '../../components/lines.ts';
import type {ColumnName} from '../../domain/list-columns.ts';
import {kindLabel} from '../../domain/orders/other-orders.ts';
import type {TicketRow, Turn} from '../../domain/records.ts';
import {ageShort} from '../../text/time/dates.ts';
import {padEnd, textWidth, truncate} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import {statusSpan} from '../ticket/ticket-labels.ts';
import {numberOf, type RowShape} from './row-shape.ts';

/** What a column draws of a row, in exactly `width` cells. */
type Draw = (
  row: TicketRow,
  width: number,
  how: {readonly now: number; readonly shape: RowShape},
) => readonly Span[];

type Column = {
  /** Cells it wants; the summary takes what is left. */
  readonly width: (shape: RowShape, total: number) => number;
  readonly draw: Draw;
};

/** In narrower lists words and numbers are short, so that the summary can be read. */
const SHORT_BELOW = 72;
const SHORTEST_ID = 8;
const LONGEST_ID = 16;
const LEAST_SUMMARY = 16;
const LONGEST_ACCOUNT = 10;

const COLUMNS = {
  status: {width: (_shape, total) => (total < SHORT_BELOW ? 3 : 9), draw: drawStatus},
  account: {width: (shape) => Math.min(LONGEST_ACCOUNT, shape.accountWidth), draw: drawAccount},
  id: {width: idWidth, draw: drawId},
  ibx: {width: () => 5, draw: (row, width) => cell(ibxText(row), width)},
  summary: {width: () => LEAST_SUMMARY, draw: (...given) => drawSummary(...given)},
  age: {width: () => 3, draw: (row, width, {now}) => drawAge(row.updatedAt ?? row.createdAt, width, now)},
  opened: {width: () => 3, draw: (row, width, {now}) => drawAge(row.createdAt, width, now)},
  turn: {width: () => 10, draw: (...given) => drawTurn(...given)},
  reference: {width: () => 12, draw: (row, width) => cell(row.customerReferenceId ?? '', width, 'dim')},
  who: {width: () => 7, draw: ({claimedBy}, width) => cell(claimedBy ?? '', width, 'ours')},
  kind: {width: () => 8, draw: ({kind}, width) => cell(kindLabel(kind), width, 'dim')},
  new: {width: () => 3, draw: ({unread}, width) => right(unread === 0 ? '' : String(unread), width)},
} as const satisfies Readonly<Record<ColumnName, Column>>;

/** The columns on screen from left to right, with the cells that each has. */
export type ColumnLayout = {
  readonly columns: readonly {readonly name: ColumnName; readonly width: number}[];
  readonly shape: RowShape;
};

/** From left to right, where nobody has chosen others. Of the two ages one is enough: side by side they read as a single one. */
const ORDER: readonly ColumnName[] = [
  'status',
  'account',
  'id',
  'ibx',
  'reference',
  'turn',
  'who',
  'summary',
  'age',
];
/** Which of them matter most; a wide terminal has them all. */
const PRIORITY: readonly ColumnName[] = [
  'id',
  'account',
  'summary',
  'status',
  'age',
  'who',
  'ibx',
  'turn',
  'reference',
];
/** Outside of the bar of the selected row: a status keeps its colour, an age stays quiet. */
const APART: ReadonlySet<ColumnName> = new Set(['status', 'account', 'opened', 'age']);
/** Those that only a wide list has: they repeat what the ticket shows beside it. */
const WIDE: ReadonlySet<ColumnName> = new Set(['turn', 'reference']);
const WIDE_FROM = 100;

/** What decides besides the width: a view's own columns, and whether anybody has taken a ticket. */
export type ColumnChoice = {
  readonly chosen?: readonly ColumnName[] | undefined;
  readonly isShared?: boolean;
};

/** The columns that fit into `width` cells with one blank between them, the most important ones first. */
function columnLayout(
  width: number,
  shape: RowShape,
  {chosen, isShared = false}: ColumnChoice = {},
): ColumnLayout {
  const {priority, order} = wantedColumns(width, shape.accountWidth > 0, {chosen, isShared});
  const kept = new Set<ColumnName>();
  let used = 0;
  for (const name of priority) {
    const needed = COLUMNS[name].width(shape, width) + (kept.size > 0 ? 1 : 0);
    if (kept.has(name) || (kept.size > 0 && used + needed > width)) continue;
    kept.add(name);
    used += needed;
  }
  const spare = Math.max(0, width - used);
  // Without a summary the last column takes what is left.
  const last = order.findLast((name) => kept.has(name));
  const elastic = kept.has('summary') ? 'summary' : last;
  const columns = order
    .filter((name, index) => kept.has(name) && order.indexOf(name) === index)
    .map((name) => {
      const own = Math.min(COLUMNS[name].width(shape, width), width);
      return {name, width: name === elastic ? own + spare : own};
    });
  return {columns, shape};
}

/** Which columns, the most important ones first and from left to right. */
function wantedColumns(
  width: number,
  isJoined: boolean,
  {chosen, isShared}: Required<Pick<ColumnChoice, 'isShared'>> & Pick<ColumnChoice, 'chosen'>,
): Readonly<Record<'priority' | 'order', readonly ColumnName[]>> {
  // Where several accounts are shown a row always says whose it is, and nowhere else.
  const own = chosen?.filter((name) => isJoined || name !== 'account') ?? [];
  const all: readonly ColumnName[] = isJoined && !own.includes('account') ? ['account', ...own] : own;
  if (own.length > 0) return {priority: all, order: all};
  const isWanted = (name: ColumnName) =>
    (width >= WIDE_FROM || !WIDE.has(name)) &&
    (isShared || name !== 'who') &&
    (isJoined || name !== 'account');
  return {priority: PRIORITY.filter(isWanted), order: ORDER};
}

/** A ticket's columns with one blank between them. */
function columnSpans(row: TicketRow, {columns, shape}: ColumnLayout, now: number): readonly Span[] {
  return columns.flatMap(({name, width}, index): readonly Span[] => {
    const apart = APART.has(name);
    const spans = COLUMNS[name].draw(row, width, {now, shape}).map((span) => ({...span, apart}));
    const before = columns[index - 1]?.name;
    return before === undefined ? spans : [{text: ' ', apart: apart || APART.has(before)}, ...spans];
  });
}

function drawStatus({status}: TicketRow, width: number): readonly Span[] {
  const span = statusSpan(status, width < 9);
  return [{...span, text: fitted(span.text, width)}];
}

function idWidth(shape: RowShape, total: number): number {
  const end = total < SHORT_BELOW ? shape.idEnd + 1 : LONGEST_ID;
  return Math.min(LONGEST_ID, Math.max(SHORTEST_ID, Math.min(shape.idWidth, end)));
}

/** The number, or the end of it that tells it from the others of the view: the whole stands in the ticket. */
function drawId(row: TicketRow, width: number): readonly Span[] {
  const id = numberOf(row);
  if (textWidth(id) <= width || id.length <= width) return cell(id, width);
  const {ellipsis} = theme.glyphs;
  return cell(ellipsis + id.slice(Math.min(-1, textWidth(ellipsis) - width)), width);
}

function drawAccount({account = ''}: TicketRow, width: number): readonly Span[] {
  return cell(account, width, `account ${account}`);
}

function ibxText(row: TicketRow): string {
  const [first, ...others] = row.ibx;
  if (first === undefined) return '';
  return others.length > 0 ? `${first}+${others.length}` : first;
}

/** Order history has no description: until the ticket itself is read, what is known stands in for it. */
const drawSummary: Draw = (row, width, {shape, now}) => {
  const left = deadlineSign(row, now);
  const flags = truncate(signsOf(row), width - textWidth(left));
  const known =
    row.summary === '' ? (row.customerReferenceId ?? 'not read yet') : tellingPart(row.summary, shape, width);
  const style = row.summary === '' ? 'dim' : row.unread > 0 ? 'unread' : 'normal';
  return [
    ...(left === '' ? [] : [span(left, 'action')]),
    {text: flags, style: 'warning'},
    {text: fitted(known, width - textWidth(flags) - textWidth(left)), style},
  ];
};

/** How long is left to answer what its order asks. */
function deadlineSign({respondBy}: TicketRow, now: number): string {
  if (respondBy === undefined) return '';
  const left = respondBy - now;
  return `${theme.glyphs.deadline}${left <= 0 ? 'over' : left < 60_000 ? '<1m' : ageShort(left)} `;
}

/** Our own data on it: being sent, being written, private notes, snoozed. */
function signsOf({pending, hasDraft, hasRemark, isSnoozed}: TicketRow): string {
  const {sending, draft, remark, snoozed} = theme.glyphs;
  const signs = [pending > 0 && sending, hasDraft && draft, hasRemark && remark, isSnoozed && snoozed];
  return signs.map((sign) => (sign === false ? '' : `${sign} `)).join('');
}

/** A summary from the point where it differs from others of its view, if it is too long and starts like another one. */
function tellingPart(summary: string, {starts}: RowShape, width: number): string {
  const shared = starts.find(({text, longest}) => longest > width && summary.startsWith(text));
  return shared === undefined ? summary : theme.glyphs.ellipsis + summary.slice(shared.text.length);
}

const TURNS: Readonly<Record<Turn, string>> = {us: 'ours', them: 'theirs', nobody: ''};

/** Whose turn it is, and for how long. */
const drawTurn: Draw = ({turn, turnSince}, width, {now}) => {
  const since = turn === 'nobody' || turnSince === undefined ? '' : ageShort(now - turnSince);
  const words = since === '' ? TURNS[turn] : `${TURNS[turn].padEnd(6)} ${since.padStart(3)}`;
  return cell(words, width, turn === 'us' ? 'action' : 'dim');
};

function drawAge(at: number | undefined, width: number, now: number): readonly Span[] {
  return right(at === undefined ? '' : ageShort(now - at), width);
}

function cell(text: string, width: number, style: Span['style'] = 'normal'): readonly Span[] {
  return [{text: fitted(text, width), style}];
}

function right(text: string, width: number): readonly Span[] {
  return [{text: truncate(text, width, theme.glyphs.ellipsis).padStart(width), style: 'dim'}];
}

function fitted(text: string, width: number): string {
  return padEnd(truncate(text, width, theme.glyphs.ellipsis), width);
}

/** What stands before the columns: cursor or mark, and whether something is new. */
const SIGNS = 2;

/** The columns of rows of `width` cells. */
export function rowLayout(width: number, shape: RowShape, choice?: ColumnChoice): ColumnLayout {
  return columnLayout(Math.max(1, width - SIGNS), shape, choice);
}

export type RowState = {
  readonly selected: boolean;
  readonly marked: boolean;
  /** It has left the view, and stays in its place until the cursor moves. */
  readonly isGone?: boolean;
};

/** A ticket as one row of exactly the layout's width. */
export function rowLine(row: TicketRow, layout: ColumnLayout, now: number, state: RowState): Line {
  const {glyphs} = theme;
  const columns = columnSpans(row, layout, now);
  const sign = state.selected ? glyphs.pointer : ' ';
  return {
    spans: [
      {...(state.marked ? span(glyphs.mark, 'warning') : {text: sign}), apart: true},
      {text: row.unread > 0 ? glyphs.unread : ' ', style: 'unread', apart: true},
      ...(state.isGone === true ? columns.map((part) => ({...part, style: 'dim' as const})) : columns),
    ],
    selected: state.selected,
    ...(state.isGone === true ? {isGone: true} : {}),
  };
}

/** The heading of a group: its name, and a rule to the end of the row. */
export function headingLine(name: string, width: number): Line {
  const words = ` ${truncate(name, Math.max(1, width - 4), theme.glyphs.ellipsis)} `;
  const rule = theme.glyphs.border.horizontal.repeat(Math.max(0, width - textWidth(words) - 1));
  return line(span(words, 'strong'), span(rule, 'border'));
}
