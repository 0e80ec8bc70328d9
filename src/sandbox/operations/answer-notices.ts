import {noticeReply, noticeRow, type SandboxNotice} from '../notices/notice-world.ts';
import {iso} from '../model.ts';
import {invalid, notFound} from '../refusal.ts';
import type {Handler} from './operation-context.ts';

type Search = {
  readonly filter?: {
    readonly ibxs?: readonly string[];
    readonly types?: readonly string[];
    readonly statuses?: readonly string[];
    readonly dateRange?: {readonly fromDate?: string; readonly toDate?: string};
  };
};

const YEAR = 365 * 86_400_000;

export const searchNotices: Handler = ({body, query}, {notices, now}) => {
  const {filter = {}} = body as Search;
  const {ibxs, types, statuses, dateRange = {}} = filter;
  const from = timeOf('fromDate', dateRange.fromDate, now() - YEAR);
  const to = timeOf('toDate', dateRange.toDate, Number.POSITIVE_INFINITY);
  const found = notices
    .all()
    .filter(
      ({ibxs: sites, global}) => ibxs === undefined || global || sites.some((site) => ibxs.includes(site)),
    )
    .filter(({type}) => types === undefined || types.includes(type))
    .filter(({status}) => statuses === undefined || statuses.includes(status))
    .filter(({start}) => start >= from && start <= to)
    .toSorted(orderOf(Array.isArray(query['sorts']) ? query['sorts'].map(String) : ['-startDate']));
  const offset = Number(query['offset'] ?? 0);
  const limit = Number(query['limit'] ?? 20);
  const data = found.slice(offset, offset + limit).map(noticeRow);
  const self = `/v1/notifications/ibx/search?offset=${offset}&limit=${limit}`;
  return {
    status: 200,
    body: {data, pagination: {offset, limit, total: found.length}, _links: {self: {href: self}}},
  };
};

function timeOf(name: string, value: string | undefined, otherwise: number): number {
  const time = value === undefined ? otherwise : Date.parse(value);
  if (!Number.isNaN(time)) return time;
  throw invalid([{property: `filter.dateRange.${name}`, reason: 'is no time', value: value ?? ''}]);
}

const KEYS: Readonly<Record<string, (notice: SandboxNotice) => string | number>> = {
  id: ({id}) => id,
  status: ({status}) => status,
  type: ({type}) => type,
  startDate: ({start}) => start,
  endDate: ({end}) => end ?? Number.POSITIVE_INFINITY,
};

function orderOf(sorts: readonly string[]): (one: SandboxNotice, other: SandboxNotice) => number {
  return (one, other) => {
    for (const sort of sorts) {
      const key = KEYS[sort.replace(/^-/, '')] ?? (() => 0);
      const [a, b] = [key(one), key(other)];
      const order = a < b ? -1 : a > b ? 1 : 0;
      if (order !== 0) return sort.startsWith('-') ? -order : order;
    }
    return 0;
  };
}

export const getNotice: Handler = ({params}, {notices}) => {
  const notice = notices.find(params['id'] ?? '');
  if (notice === undefined) throw notFound(`The notification ${params['id'] ?? ''}`);
  return {status: 200, body: noticeReply(notice)};
};

type EventSearch = {
  readonly filter?: {readonly type?: readonly string[]; readonly notificationNumber?: readonly string[]};
  readonly pagination?: {readonly offset?: number; readonly limit?: number};
};

/** What was sent, one row each, the latest first. */
export const findNotices: Handler = ({body}, {notices}) => {
  const {filter = {}, pagination = {}} = body as EventSearch;
  const events = notices
    .all()
    .filter(({type}) => filter.type === undefined || filter.type.includes(type))
    .filter(
      ({notificationNumber: number}) =>
        filter.notificationNumber === undefined || filter.notificationNumber.includes(number),
    )
    .flatMap((notice) => notice.mails.map((mail) => ({notice, at: mail.at})))
    .toSorted((one, other) => other.at - one.at)
    .map(({notice, at}) => eventRow(notice, at));
  const {offset = 0, limit = 25} = pagination;
  const data = events.slice(offset, offset + limit);
  const next = offset + limit < events.length ? {next: String(offset + limit)} : {};
  return {status: 200, body: {data, pagination: {offset, limit, total: events.length, ...next}}};
};

function eventRow(notice: SandboxNotice, at: number): Record<string, unknown> {
  const {notificationNumber, type, ibxs, start, end, status, summary} = notice;
  const times = [
    {key: 'START_DATETIME', value: iso(start)},
    ...(end === undefined ? [] : [{key: 'END_DATETIME', value: iso(end)}]),
  ];
  return {
    notificationNumber,
    category: type.includes('INCIDENT')
      ? 'INCIDENT'
      : type.includes('MAINTENANCE')
        ? 'MAINTENANCE'
        : 'GENERAL',
    type,
    productTypes: [],
    ibxs,
    createdDateTime: iso(at),
    summary,
    status,
    contacts: [],
    additionalInfo: times,
  };
}
