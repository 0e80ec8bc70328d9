import ICAL from 'ical.js';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {noticeCalendar} from '../../src/domain/notices/notice-calendar.ts';
import type {StoredNotice} from '../../src/domain/notices/site-notice.ts';
import {toSafeText} from '../../src/text/safe/to-safe-text.ts';
import {often} from '../support/long.ts';

const NOW = Date.UTC(2026, 10, 27, 3, 10);
const HOUR = 3_600_000;

function stored(notice: Partial<Record<keyof StoredNotice['notice'], unknown>>, revision = 1): StoredNotice {
  return {
    notice: {id: toSafeText('GBL1'), ibxs: [toSafeText('SV5')], ...notice} as StoredNotice['notice'],
    firstAt: NOW - HOUR,
    changedAt: NOW,
    revision,
    isUnread: true,
    fullAt: undefined,
  };
}

const iso = (hours: number) => toSafeText(new Date(NOW + hours * HOUR).toISOString());

/** What a calendar makes of it. */
function readBack(...notices: readonly StoredNotice[]): readonly ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(noticeCalendar(notices, NOW, '0.2.0')) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

test('a calendar reads times, texts, state and revision back as they are', () => {
  const [event] = readBack(
    stored(
      {
        type: 'IBX_MAINTENANCE',
        status: 'RESCHEDULED',
        start: iso(30),
        end: iso(34),
        summary: 'UPS B-2; feed B, "reserve" bus\\n',
        text: 'First line\nsecond, with commas; and a backslash \\',
        ibxs: ['FR5', 'PA3'],
      },
      3,
    ),
  );
  expect(event?.startDate.toJSDate().getTime()).toBe(NOW + 30 * HOUR);
  expect(event?.endDate.toJSDate().getTime()).toBe(NOW + 34 * HOUR);
  expect(event?.summary).toBe('Maintenance at FR5, PA3: UPS B-2; feed B, "reserve" bus\\n');
  expect(event?.location).toBe('FR5, PA3');
  expect(event?.description).toContain('First line\nsecond, with commas; and a backslash \\');
  expect(event?.sequence).toBe(2);
  expect(event?.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
  expect(event?.uid).toBe('GBL1@notices.casedeck');
});

test('what has no end reaches to the next full hour, what was cancelled says so', () => {
  const [open, off] = readBack(
    stored({type: 'IBX_INCIDENT', status: 'NEW', start: iso(-1)}),
    stored({id: 'GBL2', status: 'CANCELLED', start: iso(5), end: iso(6)}),
  );
  expect(open?.endDate.toJSDate().toISOString()).toBe('2026-11-27T04:00:00.000Z');
  expect(open?.description).toContain('The end is not known.');
  expect(off?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
});

test('no text breaks a calendar, and no line of it is too long', () => {
  const text = fc.string({unit: 'binary', maxLength: 300});
  fc.assert(
    fc.property(text, text, text, (id, summary, ibx) => {
      const notice = stored({
        id: toSafeText(id === '' ? 'x' : id),
        summary: toSafeText(summary),
        ibxs: [toSafeText(ibx)],
        start: iso(0),
        status: toSafeText(summary),
      });
      const calendar = noticeCalendar([notice, notice], NOW, '0.2.0');
      expect(readBack(notice, notice)).toHaveLength(2);
      for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}]/u);
      const [event] = readBack(notice);
      expect(event?.location).toBe(
        notice.notice.ibxs[0]?.replaceAll(/[\p{Cc}]/gu, (c) => (c === '\n' ? c : ' ')),
      );
    }),
    {numRuns: often(100, 2000)},
  );
});
