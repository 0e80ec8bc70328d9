import type {NoticePage} from '../api.ts';
import type {SiteNotice, NoticeEmail} from '../../domain/notices/site-notice.ts';
import {present} from '../../domain/present.ts';
import type {KeyValue} from '../../domain/ticket.ts';
import {toSafeText} from '../../text/safe/to-safe-text.ts';
import {createReader, isJson, type Json, type Reader, totalOf} from './decode.ts';

/** Beyond this a list of sites is no list of sites. */
const MOST_SITES = 500;

/** One notice of the search or in full, its texts as they came, HTML too; undefined where it has no number to tell it by. */
export function decodeNotice(answer: unknown): SiteNotice | undefined {
  const json: unknown = Array.isArray(answer) ? answer.flat().find(isJson) : answer;
  if (!isJson(json)) return undefined;
  const inner = json['data'];
  return readNotice(createReader(isJson(inner) && json['id'] === undefined ? inner : json));
}

function readNotice(reader: Reader): SiteNotice | undefined {
  const number = reader.line('notificationNumber');
  const id = reader.line('id') ?? number;
  if (id === undefined) return undefined;
  const notice = {
    id,
    ibxs: (reader.lines('ibxs') ?? []).slice(0, MOST_SITES),
    ...present({
      number: number === id ? undefined : number,
      type: reader.line('type'),
      status: reader.line('status'),
      isGlobal: reader.flag('globalNotification'),
      start: reader.dateTime('startTimestamp'),
      end: reader.dateTime('endTimestamp'),
      priority: reader.line('priority'),
      summary: reader.text('summary'),
      emails: reader.objects('emails', decodeNoticeEmail),
    }),
  };
  return withOthers(notice, reader.others());
}

function withOthers(notice: SiteNotice, other: readonly KeyValue[]): SiteNotice {
  return other.length === 0 ? notice : {...notice, other};
}

function decodeNoticeEmail(reader: Reader): NoticeEmail | undefined {
  const mail = {
    text: reader.text('body') ?? toSafeText(''),
    ...present({subject: reader.line('subject'), sentAt: reader.dateTime('timestamp')}),
  };
  return mail.text === '' && mail.subject === undefined ? undefined : mail;
}

type Page = {readonly offset: number; readonly limit: number};

/**
 * A page of notices; undefined if the answer is none. Whether more follow is known from the total, or else from whether
 * the page is full.
 */
export function decodeNoticePage(answer: unknown, page: Page): NoticePage | undefined {
  return pageOf(answer, page, (row) => decodeNotice(row));
}

/** The same for the newer API. Its rows are messages: several may be about one notice, the latest first. */
export function decodeEventPage(answer: unknown, page: Page): NoticePage | undefined {
  return pageOf(answer, page, decodeEvent);
}

function pageOf(
  answer: unknown,
  {offset, limit}: Page,
  decode: (row: Json) => SiteNotice | undefined,
): NoticePage | undefined {
  const rows: unknown = isJson(answer) ? answer['data'] : answer;
  if (!Array.isArray(rows)) return undefined;
  const json = rows.flat().filter(isJson);
  const notices = json.flatMap((row) => decode(row) ?? []);
  const total = isJson(answer) ? totalOf(answer) : undefined;
  const isFull = rows.length >= limit;
  // A total smaller than the rows that already came means nothing.
  const isMore = total === undefined || total < offset + rows.length ? isFull : offset + rows.length < total;
  return {notices, rows: rows.length, isLast: rows.length === 0 || !isMore};
}

function decodeEvent(row: Json): SiteNotice | undefined {
  const reader = createReader(row);
  const id = reader.line('notificationNumber');
  if (id === undefined) return undefined;
  const info = reader.pairs('additionalInfo') ?? [];
  const created = reader.dateTime('createdDateTime');
  const time = (...names: readonly string[]) => {
    const found = info.find(({key}) => names.includes(key.toUpperCase()));
    return found === undefined ? undefined : createReader({at: found.value}).dateTime('at');
  };
  const more = info.filter(({key}) => !/^(START|END)_?DATE_?TIME$/i.test(key));
  const notice = {
    id,
    ibxs: (reader.lines('ibxs') ?? []).slice(0, MOST_SITES),
    ...present({
      type: reader.line('type') ?? reader.line('category'),
      status: reader.line('status'),
      start: time('START_DATETIME', 'START_DATE_TIME') ?? created,
      end: time('END_DATETIME', 'END_DATE_TIME'),
      summary: reader.text('summary'),
    }),
  };
  return withOthers(notice, [...more, ...reader.others()]);
}
