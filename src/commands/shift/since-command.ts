import type {Services} from '../../state/services.ts';
import {noticeFacts} from '../../domain/notices/notice-as-json.ts';
import {noticeLine} from '../../domain/notices/notice-text.ts';
import {lastLeft} from '../../state/away.ts';
import {sinceReport, type SinceReport, type SinceTicket} from '../../state/told/since.ts';
import {changeText} from '../../state/told/told-changes.ts';
import type {Io} from '../../console/session/io.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {contentOf} from '../../domain/draft-content.ts';
import {writtenText} from '../../domain/orders/negotiation-text.ts';
import {firstLine} from '../../text/first-line.ts';
import {printJson} from '../print-json.ts';

export type SinceOptions = {readonly json?: boolean};

/** `casedeck since [TIME]`: what became known here since the console was left, or since a time. */
export function runSince(
  {store, clock}: Pick<Services, 'clock' | 'store'>,
  io: Io,
  asked: number | undefined,
  options: SinceOptions,
): number {
  const now = clock.now();
  const report = sinceReport(store, asked ?? lastLeft(store, now), now);
  if (options.json === true) printJson(io, reportJson(report));
  else io.out(reportText(report, now));
  return 0;
}

function reportJson({since, waiting, resolved, news, orders, notices, drafts, unsent}: SinceReport) {
  return {
    since: new Date(since).toISOString(),
    waiting: waiting.map(ticketJson),
    resolved: resolved.map(ticketJson),
    news: news.map(ticketJson),
    orders: orders.map(ticketJson),
    notices: notices.map(noticeFacts),
    drafts: drafts.map(({ticketId, kind}) => ({ticketId, kind})),
    unsent: unsent.map(({id, ticketId, kind, state}) => ({number: id, ticketId, kind, state})),
  };
}

function ticketJson({row, changes}: SinceTicket) {
  const {id, status, ibx, summary, turn, turnSince, respondBy, unread} = row;
  return {
    id,
    ...(status === undefined ? {} : {status}),
    ibx,
    summary,
    turn,
    ...(turnSince === undefined ? {} : {turnSince: new Date(turnSince).toISOString()}),
    ...(respondBy === undefined ? {} : {respondBy: new Date(respondBy).toISOString()}),
    unread,
    changes,
  };
}

function reportText(
  {since, waiting, resolved, news, orders, notices, drafts, unsent}: SinceReport,
  now: number,
): string {
  const written = [
    ...unsent.map(({ticketId, kind, state, text, extra}) => {
      return `${ticketId}  ${kind}, ${state}: ${writtenText(kind, contentOf(text, extra))}`;
    }),
    ...drafts.map(
      (draft) => `${draft.ticketId}  draft of a ${draft.kind}: ${writtenText(draft.kind, draft)}`,
    ),
  ];
  const parts: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['Needs you', waiting.flatMap(ticketLines)],
    ['Notices of the sites', notices.map((stored) => noticeLine(stored, {zone: 'local', now}))],
    ['Resolved or closed', resolved.flatMap(ticketLines)],
    ['New in other tickets', news.flatMap(ticketLines)],
    ['Other orders', orders.flatMap(ticketLines)],
    ['Written here and not sent', written],
  ];
  const shown = parts.filter(([, lines]) => lines.length > 0);
  const head = `Since ${formatStamp(since, 'local')}`;
  if (shown.length === 0) return `${head}: nothing is new, and nothing waits for you.\n`;
  return [head, ...shown.map(([title, lines]) => [title, ...lines.map((text) => `  ${text}`)].join('\n'))]
    .join('\n\n')
    .concat('\n');
}

function ticketLines({row, changes}: SinceTicket): readonly string[] {
  const site = row.ibx[0] === undefined ? '' : `${row.ibx[0]}  `;
  return [
    `${row.id}  ${site}${row.summary}`,
    ...changes.map((change) => `  ${change.kind}: ${firstLine(changeText(change))}`),
  ];
}
