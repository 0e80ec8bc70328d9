import type {Ticket} from '../../api/ticket.ts';
import {line, span, spread, type Line, type Span} from '../../components/lines.ts';
import {TICKET_TABS, type Nav, type TicketTab} from '../../navigation.ts';
import type {StoredTicket, Turn} from '../../store/types.ts';
import {ageLong} from '../../text/dates.ts';
import {theme} from '../../theme.ts';

const TURNS: Readonly<Record<Turn, Span>> = {
  us: {text: 'your turn', style: 'action'},
  them: {text: 'their turn', style: 'dim'},
  nobody: {text: 'nothing to do', style: 'dim'},
};

/** The lines above the tabs: what, where, how old, whose turn; then the tabs themselves. */
export function headLines(stored: StoredTicket, nav: Nav, width: number, now: number): readonly Line[] {
  const {ticket, row} = stored;
  const what = [ticket.category, ticket.subCategory].filter((part) => part !== undefined).join(' / ');
  const ages = [
    row.createdAt === undefined ? undefined : `opened ${ageLong(now - row.createdAt)}`,
    row.updatedAt === undefined ? undefined : `updated ${ageLong(now - row.updatedAt)}`,
  ].filter((part) => part !== undefined);
  const separator = ` ${theme.glyphs.separator} `;
  return [
    spread([span(what === '' ? row.summary : what, 'strong')], [{text: placeOf(ticket)}], width),
    line(TURNS[row.turn], span(ages.map((age) => separator + age).join(''), 'dim'), ...flagSpans(ticket)),
    tabLine(stored, nav.tab, width),
  ];
}

function placeOf(ticket: Ticket): string {
  const cage = ticket.lines?.find((item) => item.cage !== undefined)?.cage;
  const ibx = ticket.ibx.join(', ');
  return cage === undefined ? ibx : `${ibx}, cage ${cage}`;
}

function flagSpans(ticket: Ticket): readonly Span[] {
  const words = [
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

function tabLine(stored: StoredTicket, chosen: TicketTab, width: number): Line {
  const isNarrow = width < 56;
  const spans = TICKET_TABS.flatMap((tab): readonly Span[] => {
    const words = tabWords(stored, tab, isNarrow);
    return [tab === chosen ? span(`[${words}]`, 'strong') : span(` ${words} `, 'dim')];
  });
  return {spans};
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
