import {wantsAnswer} from '../../domain/permissions.ts';
import type {Ticket} from '../../domain/ticket.ts';
import {line, span, spread, type Line, type Span} from '../../components/lines.ts';
import {TICKET_TABS, type Nav, type TicketTab} from '../../state/navigation.ts';
import type {StoredTicket, TicketRow, Turn} from '../../domain/records.ts';
import {ageLong, duration} from '../../text/time/dates.ts';
import {textWidth} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import {snoozeWords} from '../../domain/snooze.ts';
import {claimWords} from '../own/claim-actions.ts';
import {newsLine, type News} from './news-line.ts';
import {clockOf, clockWords} from './times.ts';

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
};

/** The lines above the tabs: what, where, how old, whose turn and since when, what is new; then the tabs themselves. */
export function headLines(stored: StoredTicket, {nav, width, now, news}: HeadOptions): readonly Line[] {
  const {ticket, row} = stored;
  const what = [ticket.category, ticket.subCategory].filter((part) => part !== undefined).join(' / ');
  const ages = [
    row.createdAt === undefined ? undefined : `opened ${ageLong(now - row.createdAt)}`,
    row.updatedAt === undefined ? undefined : `updated ${ageLong(now - row.updatedAt)}`,
  ].filter((part) => part !== undefined);
  const separator = ` ${theme.glyphs.separator} `;
  return [
    spread([span(what === '' ? row.summary : what, 'strong')], [{text: placeOf(ticket)}], width),
    line(
      turnSpan(ticket, row, now),
      span(ages.map((age) => separator + age).join(''), 'dim'),
      ...flagSpans(ticket),
    ),
    ...(stored.snooze === undefined
      ? []
      : [line(span(`snoozed ${snoozeWords(stored.snooze, now)}`, 'warning'))]),
    ...claimLines(stored.claims),
    ...newsLine(stored, news, now),
    tabLine(stored, {nav, width, now}),
  ];
}

/** Who has it; of several who took it while they could not know of each other, whoever was first. */
function claimLines([first, ...others]: StoredTicket['claims']): readonly Line[] {
  if (first === undefined) return [];
  const also = others.map(({by}) => by).join(', ');
  const words = also === '' ? '' : `; ${also} took it too, later`;
  return [line(span(`${claimWords(first)}${words}`, 'ours'))];
}

function turnSpan(ticket: Ticket, {turn: known, turnSince}: TicketRow, now: number): Span {
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

function flagSpans(ticket: Ticket): readonly Span[] {
  const words = [
    wantsAnswer(ticket) ? 'waits for your answer' : undefined,
    ticket.reOpen === true ? 'can be re-opened' : undefined,
    ticket.modifiable === false ? 'takes no changes' : undefined,
    ticket.cancellable === true ? 'can be cancelled' : undefined,
  ].filter((part) => part !== undefined);
  return words.map((word) => span(` ${theme.glyphs.separator} ${word}`, 'dim'));
}

const TAB_WORDS: Readonly<Record<TicketTab, readonly [string, string]>> = {
  notes: ['Notes', 'note'],
  emails: ['E-mails', 'email'],
  files: ['Files', 'file'],
  history: ['History', 'status'],
  more: ['More', ''],
};

function tabSpans(stored: StoredTicket, chosen: TicketTab, width: number): readonly Span[] {
  const isNarrow = width < 56;
  return TICKET_TABS.map((tab) => {
    const words = tabWords(stored, tab, isNarrow);
    return tab === chosen ? span(`[${words}]`, 'strong') : span(` ${words} `, 'dim');
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
  return [clockWords(clock), clock.label].find((words) => textWidth(words) <= width - used - 2);
}

function tabWords(stored: StoredTicket, tab: TicketTab, isNarrow: boolean): string {
  const [name, prefix] = TAB_WORDS[tab];
  const count = itemCount(stored.ticket, tab);
  const fresh = prefix === '' ? 0 : [...stored.unseen].filter((key) => key.startsWith(`${prefix}:`)).length;
  const label = isNarrow ? name.slice(0, 4) : name;
  const counted = count === undefined || count === 0 ? label : `${label} ${count}`;
  return fresh > 0 ? `${counted}${theme.glyphs.unread}${fresh}` : counted;
}

function itemCount(ticket: Ticket, tab: TicketTab): number | undefined {
  if (tab === 'notes') return ticket.notes?.length;
  if (tab === 'emails') return ticket.emails?.length;
  return tab === 'files' ? ticket.attachments?.length : undefined;
}
