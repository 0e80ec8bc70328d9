import type {Millis} from '../records.ts';
import {isEnded, noticeSpan, phaseOf, type SiteNotice, type StoredNotice} from './site-notice.ts';
import {noticeName, noticePlace, noticeSites, noticeTitle} from './notice-text.ts';
import {toSafeText} from '../../text/safe/to-safe-text.ts';

const HOUR_MS = 3_600_000;
/** Bytes of a line (RFC 5545, 3.1). */
const LINE_BYTES = 75;

/**
 * Notices as an iCalendar (RFC 5545) that a calendar can subscribe to: one event each, with a fixed UID and a SEQUENCE
 * that grows with each change. An event without a known end lasts until the next full hour.
 */
export function noticeCalendar(notices: readonly StoredNotice[], now: Millis, version: string): string {
  const rows = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//casedeck//casedeck ${textOf(version)}//EN`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Equinix notices',
    ...notices.flatMap((stored) => event(stored, now)),
    'END:VCALENDAR',
  ];
  return rows.map((row) => `${folded(row)}\r\n`).join('');
}

function event(stored: StoredNotice, now: Millis): readonly string[] {
  const {notice, changedAt, revision, firstAt} = stored;
  const {start, end} = noticeSpan(stored);
  const isOpen = end === undefined && phaseOf(stored, now) === 'running';
  const until = end ?? (isOpen ? Math.ceil((now + 1) / HOUR_MS) * HOUR_MS : start);
  return [
    'BEGIN:VEVENT',
    `UID:${uid(notice.id)}`,
    `DTSTAMP:${utc(changedAt)}`,
    `CREATED:${utc(firstAt)}`,
    `LAST-MODIFIED:${utc(changedAt)}`,
    `SEQUENCE:${revision - 1}`,
    `DTSTART:${utc(start)}`,
    ...(until > start ? [`DTEND:${utc(until)}`] : []),
    `SUMMARY:${textOf(`${noticeName(notice)} at ${noticePlace(stored)}: ${noticeTitle(notice)}`)}`,
    `LOCATION:${textOf(noticeSites(notice))}`,
    `DESCRIPTION:${textOf(description(notice, isOpen))}`,
    `CATEGORIES:${textOf(noticeName(notice))}`,
    `STATUS:${calendarStatus(notice)}`,
    // It takes nobody's time.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function description({id, number, status, summary, text, emails = []}: SiteNotice, isOpen: boolean): string {
  const parts = [
    status === undefined ? undefined : `Status: ${status}`,
    isOpen ? 'The end is not known.' : undefined,
    `Number: ${number === undefined ? id : `${id}, ${number}`}`,
    text ?? summary,
    emails[0]?.text,
  ];
  return parts.filter((part) => part !== undefined).join('\n\n');
}

function calendarStatus(notice: SiteNotice): string {
  if (/^CANCELLED$/i.test(notice.status ?? '')) return 'CANCELLED';
  return isEnded(notice) || notice.start !== undefined ? 'CONFIRMED' : 'TENTATIVE';
}

/** Printable ASCII without characters that could end a value. */
function uid(id: string): string {
  return `${encodeURIComponent(id.toWellFormed())}@notices.casedeck`;
}

function utc(at: Millis): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}

/** A text value: without control characters, and with special characters escaped (RFC 5545, 3.3.11). */
function textOf(text: string): string {
  return toSafeText(text)
    .toWellFormed()
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n|[\r\n\u2028\u2029]/g, String.raw`\n`)
    .replaceAll(/\p{Cc}/gu, ' ');
}

/** A long line continues after a line end and a blank, and is never split inside a character. */
function folded(row: string): string {
  let line = '';
  let bytes = 0;
  let lines = '';
  for (const character of row) {
    const size = Buffer.byteLength(character);
    if (bytes + size > LINE_BYTES) {
      lines += `${line}\r\n`;
      line = ' ';
      bytes = 1;
    }
    line += character;
    bytes += size;
  }
  return lines + line;
}
