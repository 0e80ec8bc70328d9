import {line, span, spread, type Line} from '../../components/lines.ts';
import type {SinceReport, SinceTicket} from '../../state/told/since.ts';
import {changeText, type Change} from '../../state/told/told-changes.ts';
import {leftText} from '../../domain/orders/negotiation-text.ts';
import {noticeLine} from '../../domain/notices/notice-text.ts';
import type {StoredNotice} from '../../domain/notices/site-notice.ts';
import {duration, formatStamp} from '../../text/time/dates.ts';
import type {Zone} from '../../text/time/zones.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {padEnd, truncate} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import {idCell, idWidth} from '../id-cell.ts';
import {entryKey, outboxEntries} from '../outbox/outbox-entries.ts';
import {entryLine} from '../outbox/outbox-lines.ts';

/** Something on the page that a key opens. */
export type SinceEntry = {
  readonly key: string;
  /** The heading that it stands below. */
  readonly section: string;
  readonly opens:
    | {readonly ticketId: string; readonly item: string | undefined}
    | {readonly noticeId: string}
    | 'outbox';
  readonly draw: (width: number, selected: boolean) => readonly Line[];
};

/** All entries of the page in their order. */
export function sinceEntries(report: SinceReport, now: number): readonly SinceEntry[] {
  const tickets = (section: string, list: readonly SinceTicket[]) =>
    list.map((ticket) => ticketEntry(section, ticket, now));
  return [
    ...tickets('Needs you', report.waiting),
    ...report.notices.map((stored) => noticeEntry(stored, now)),
    ...tickets('Resolved or closed', report.resolved),
    ...tickets('New in other tickets', report.news),
    ...tickets('Other orders', report.orders),
    ...outboxEntries(report.drafts, report.unsent).map((entry): SinceEntry => ({
      key: entryKey(entry),
      section: 'Written here and not sent',
      opens: 'outbox',
      draw: (width, selected) => [entryLine(entry, now, {width, selected})],
    })),
  ];
}

/** How long that is, and since when. */
export function sinceText(since: number, now: number, zone: Zone): string {
  return `What happened in ${duration(now - since) ?? 'no time'}, since ${formatStamp(since, zone)}`;
}

function noticeEntry(stored: StoredNotice, now: number): SinceEntry {
  const {id} = stored.notice;
  const sign = (selected: boolean) => (selected ? `${theme.glyphs.pointer} ` : '  ');
  return {
    key: `notice ${id}`,
    section: 'Notices of the sites',
    opens: {noticeId: id},
    draw: (width, selected) => {
      const words = truncate(
        noticeLine(stored, {zone: 'local', now}),
        Math.max(1, width - 2),
        theme.glyphs.ellipsis,
      );
      return [{...line(sign(selected), words), selected}];
    },
  };
}

function ticketEntry(section: string, {row, changes}: SinceTicket, now: number): SinceEntry {
  const first = changes.find(({kind}) => kind === 'note' || kind === 'email');
  const item = first?.itemId === undefined ? undefined : `${first.kind}:${first.itemId}`;
  const wait =
    row.respondBy !== undefined
      ? `answer ${leftText(row.respondBy, now)}`
      : row.turn === 'us' && row.turnSince !== undefined
        ? duration(now - row.turnSince)
        : undefined;
  const {glyphs} = theme;
  const cells = (width: number) => idWidth(width, row.account !== undefined);
  return {
    key: `ticket ${row.id}`,
    section,
    opens: {ticketId: row.id, item},
    draw: (width, selected) => [
      {
        ...spread(
          [
            {text: selected ? `${glyphs.pointer} ` : '  '},
            {text: `${idCell(row.id, cells(width))} `},
            span(`${padEnd(truncate(row.ibx[0] ?? '', SITE, glyphs.ellipsis), SITE)} `, 'dim'),
            {text: row.summary, style: row.unread > 0 ? 'unread' : 'normal'},
          ],
          wait === undefined ? [] : [span(` ${wait}`, 'action')],
          width,
        ),
        selected,
      },
      ...(changes.length === 0 ? [] : [newsLine(changes, width, cells(width) + 3)]),
    ],
  };
}

const SITE = 5;

const KINDS: readonly (readonly [kind: Change['kind'], one: string, many: string])[] = [
  ['ticket', 'new ticket', 'new tickets'],
  ['note', 'note', 'notes'],
  ['email', 'e-mail', 'e-mails'],
  ['file', 'file', 'files'],
  ['status', 'change of status', 'changes of status'],
];

/** How much came, and how the latest of what was said begins. */
function newsLine(changes: readonly Change[], width: number, indent: number): Line {
  const counts = KINDS.flatMap(([kind, one, many]) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  const said = changes.findLast(({kind}) => kind === 'note' || kind === 'email') ?? changes.at(-1);
  const words = said === undefined || said.kind === 'ticket' ? '' : `: ${toSafeLine(changeText(said))}`;
  const text = truncate(counts.join(', ') + words, Math.max(1, width - indent), theme.glyphs.ellipsis);
  return line(span(' '.repeat(indent) + text, 'dim'));
}
