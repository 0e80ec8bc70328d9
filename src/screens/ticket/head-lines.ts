import {wantsAnswer} from '../../domain/ticket/permissions.ts';
import type {Ticket} from '../../domain/ticket.ts';
import {line, span, spread, type Line, type Span} from '../../components/lines.ts';
import {TICKET_TABS, type Nav, type TicketTab} from '../../state/navigation.ts';
import type {StoredTicket, TicketRow, Turn} from '../../domain/records.ts';
import {ageLong, duration} from '../../text/time/dates.ts';
import {textWidth, truncate} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import {snoozeText} from '../../domain/ticket/snooze.ts';
import {deadlineText, UNANSWERED, type TextPlace} from '../../domain/orders/negotiation-text.ts';
import {holderText} from '../../domain/others.ts';
import {newsLine, type News} from './news-line.ts';
import {headStyle, noticeLines} from '../notices/notice-heads.ts';
import {clockOf, clockText} from './times.ts';

const TURNS: Readonly<Record<Turn, Span>> = {
  us: {text: 'your turn', style: 'action'},
  them: {text: 'their turn', style: 'dim'},
  nobody: {text: 'nothing to do', style: 'dim'},
};

export type HeadOptions = {
  readonly nav: Nav;
  readonly width: number;
  readonly now: number;
  readonly news: News;
  /** A column beside the text says the rest. */
  readonly hasFacts?: boolean;
  /** Why the last reading failed. */
  readonly errors?: readonly Line[];
  /** Rows at most: the conversation below has what is left. */
  readonly most?: number;
};

/** A row, and how soon it has to go where there are too few: the highest rank first. */
type Ranked = {readonly row: Line; readonly rank: number};

const RANKS = {
  tabs: 0,
  deadline: 1,
  incident: 2,
  error: 3,
  what: 4,
  turn: 5,
  claim: 6,
  snooze: 7,
  news: 8,
  notice: 8,
  more: 9,
} as const;

/** The first of the rows matters by its own rank, those behind it less. */
function ranked(rows: readonly Line[], rank: keyof typeof RANKS): readonly Ranked[] {
  return rows.map((row, index) => ({row, rank: index === 0 ? RANKS[rank] : RANKS.more}));
}

function fitting(rows: readonly Ranked[], most: number): readonly Line[] {
  const kept = new Set(rows.toSorted((one, other) => one.rank - other.rank).slice(0, most));
  return rows.filter((each) => kept.has(each)).map(({row}) => row);
}

/** The lines above the tabs: what, where, how old, whose turn and since when, what is new; then the tabs themselves. */
export function headLines(
  stored: StoredTicket,
  {nav, width, now, news, hasFacts = false, errors = [], most = Infinity}: HeadOptions,
): readonly Line[] {
  const {ticket, row} = stored;
  const what = [ticket.category, ticket.subCategory].filter((part) => part !== undefined).join(' / ');
  const ages = [
    row.updatedAt === undefined ? undefined : `updated ${ageLong(now - row.updatedAt)}`,
    row.createdAt === undefined ? undefined : `opened ${ageLong(now - row.createdAt)}`,
  ].filter((part) => part !== undefined);
  const separator = ` ${theme.glyphs.separator} `;
  const turn = line(
    turnSpan(ticket, row, now),
    ...flagText(ticket, 'vital').map((word) => span(separator + word, 'warning')),
    span(ages.map((age) => separator + age).join(''), 'dim'),
    ...flagText(ticket, 'rest').map((word) => span(separator + word, 'dim')),
  );
  const {zone} = clockOf(ticket, nav.time, now);
  const snooze = stored.snooze === undefined || hasFacts ? [] : [snoozeText(stored.snooze, now)];
  return fitting(
    [
      ...ranked(
        [
          spread(
            [span(what === '' ? row.summary : what, 'strong')],
            [{text: hasFacts ? '' : placeOf(ticket)}],
            width,
          ),
        ],
        'what',
      ),
      // Where the row ends too soon, what matters least is cut.
      ...ranked(hasFacts ? [] : [turn], 'turn'),
      ...ranked(
        snooze.map((words) => line(span(`snoozed ${words}`, 'warning'))),
        'snooze',
      ),
      ...ranked(deadlineLines(stored, {zone, now}, width), 'deadline'),
      ...ranked(claimLines(stored.claims), 'claim'),
      ...ranked(
        noticeLines(stored.notices, ticket.ibx, {zone, now, width}),
        hasIncident(stored, now) ? 'incident' : 'notice',
      ),
      ...ranked(newsLine(stored, news, now), 'news'),
      ...ranked([tabLine(stored, {nav, width, now})], 'tabs'),
      ...ranked(errors, 'error'),
    ],
    most,
  );
}

function hasIncident({notices: [first]}: StoredTicket, now: number): boolean {
  return first !== undefined && headStyle(first, now) === 'danger';
}

/** What is asked, until when, and what happens then; the countdown is never cut. */
function deadlineLines({negotiations, row}: StoredTicket, place: TextPlace, width: number): readonly Line[] {
  const words = deadlineText(negotiations, place);
  if (words === undefined) return [];
  const isOver = row.respondBy !== undefined && row.respondBy <= place.now;
  return [
    line(span(truncate(words, width, theme.glyphs.ellipsis), isOver ? 'danger' : 'action')),
    ...(row.respondBy === undefined
      ? []
      : [line(span(truncate(UNANSWERED, width, theme.glyphs.ellipsis), 'dim'))]),
  ];
}

/** Who has it; if several took it without knowing of each other, the first. */
function claimLines([first, ...others]: StoredTicket['claims']): readonly Line[] {
  if (first === undefined) return [];
  const also = others.map(({by}) => by).join(', ');
  const words = also === '' ? '' : `; ${also} took it too, later`;
  return [line(span(`${holderText(first)}${words}`, 'ours'))];
}

/** Whose turn it is, and for how long. */
export function turnSpan(ticket: Ticket, {turn: known, turnSince}: TicketRow, now: number): Span {
  // A ticket of an earlier version's database may be counted otherwise.
  const turn = wantsAnswer(ticket) ? 'us' : known;
  const words = turnSince === undefined ? undefined : duration(now - turnSince);
  return words === undefined ? TURNS[turn] : {...TURNS[turn], text: `${TURNS[turn].text} for ${words}`};
}

function placeOf(ticket: Ticket): string {
  const cage = ticket.lines?.find((item) => item.cage !== undefined)?.cage;
  const ibx = ticket.ibx.join(', ');
  return cage === undefined ? ibx : `${ibx}, cage ${cage}`;
}

/** What the service allows and wants, in words; `vital`: what decides what can be done now. */
export function flagText(ticket: Ticket, which: 'vital' | 'rest'): readonly string[] {
  const words =
    which === 'vital'
      ? [wantsAnswer(ticket) && 'waits for your answer', ticket.modifiable === false && 'takes no changes']
      : [ticket.cancellable === true && 'can be cancelled', ticket.reOpen === true && 'can be re-opened'];
  return words.filter((word) => word !== false);
}

/** The name, a short one for narrow panes, and how keys of its items begin. */
const TAB_WORDS: Readonly<Record<TicketTab, readonly [name: string, short: string, prefix: string]>> = {
  timeline: ['Timeline', 'Time', ''],
  notes: ['Notes', 'Note', 'note'],
  emails: ['E-mails', 'Mail', 'email'],
  files: ['Files', 'File', 'file'],
  history: ['History', 'Hist', 'status'],
  more: ['More', 'More', ''],
};
const NARROW = 56;
const NARROWEST = 44;

function tabSpans(stored: StoredTicket, chosen: TicketTab, width: number): readonly Span[] {
  const isNarrowest = width < NARROWEST;
  return TICKET_TABS.map((tab) => {
    const words = tabText(stored, tab, width);
    if (tab === chosen) return span(isNarrowest ? `[${words}] ` : `[${words}]`, 'strong');
    return span(isNarrowest ? `${words} ` : ` ${words} `, 'dim');
  });
}

/** The tabs, and behind them whose clock all times are of, where there is room for it. */
function tabLine(stored: StoredTicket, options: Omit<HeadOptions, 'news'>): Line {
  const spans = tabSpans(stored, options.nav.tab, options.width);
  const clock = clockBehindTabs(stored, options);
  return clock === undefined ? {spans} : spread(spans, [span(clock, 'dim')], options.width);
}

/** The words for the clock as far as they fit behind the tabs; undefined: they have to stand elsewhere. */
export function clockBehindTabs(
  stored: StoredTicket,
  {nav, width, now}: Omit<HeadOptions, 'news'>,
): string | undefined {
  const clock = clockOf(stored.ticket, nav.time, now);
  const used = tabSpans(stored, nav.tab, width).reduce((sum, {text}) => sum + textWidth(text), 0);
  return [clockText(clock), clock.label].find((words) => textWidth(words) <= width - used - 2);
}

function tabText(stored: StoredTicket, tab: TicketTab, width: number): string {
  const [name, short, prefix] = TAB_WORDS[tab];
  const count = itemCount(stored.ticket, tab);
  const fresh = prefix === '' ? 0 : [...stored.unseen].filter((key) => key.startsWith(`${prefix}:`)).length;
  const label = width < NARROW ? short : name;
  const counted = count === undefined || count === 0 || width < NARROWEST ? label : `${label} ${count}`;
  return fresh > 0 ? `${counted}${theme.glyphs.unread}${fresh}` : counted;
}

function itemCount(ticket: Ticket, tab: TicketTab): number | undefined {
  if (tab === 'notes') return ticket.notes?.length;
  if (tab === 'emails') return ticket.emails?.length;
  return tab === 'files' ? ticket.attachments?.length : undefined;
}
