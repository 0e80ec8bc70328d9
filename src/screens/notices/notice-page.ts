import {line, span, type Line} from '../../components/lines.ts';
import {overlapping} from '../../domain/notices/notice-choice.ts';
import {noticeLine} from '../../domain/notices/notice-text.ts';
import {noticeSpan, phaseOf, type StoredNotice} from '../../domain/notices/site-notice.ts';
import {statusLabel} from '../../domain/ticket.ts';
import type {TimeMode} from '../../state/navigation.ts';
import {ageLong, duration} from '../../text/time/dates.ts';
import type {Zone} from '../../text/time/zones.ts';
import {padEnd, wrap} from '../../text/width.ts';
import {allTimes} from '../ticket/times.ts';

export type NoticePageContext = {
  readonly width: number;
  readonly now: number;
  readonly zone: Zone;
  readonly time: TimeMode;
  /** All that are known, to tell of others at the same time. */
  readonly all: readonly StoredNotice[];
};

const WORDS = {running: 'goes on', planned: 'still to come', past: 'over'} as const;
const LABEL = 10;
const MOST_OVERLAPS = 5;

/** A notice in full: what, when by every clock, what else is at the same time, its text, and what was sent about it. */
export function noticePage(stored: StoredNotice, context: NoticePageContext): readonly Line[] {
  const {notice} = stored;
  const {width, now} = context;
  const title = wrap(notice.summary ?? 'The service gave no text.', width);
  const number = [notice.id, notice.number].filter((part) => part !== undefined).join(', ');
  const phase = phaseOf(stored, now);
  const status = `${statusLabel(notice.status)}, ${WORDS[phase]}`;
  return [
    ...title.map((row) => line(span(row, 'strong'))),
    ...labelled('Status', status, width),
    ...labelled('Account', stored.accounts?.join(', '), width),
    ...timeLines(stored, context),
    ...textLines(notice.text, width),
    ...overlapLines(stored, context),
    ...mailLines(stored, context),
    line(),
    ...labelled('Number', number, width),
    ...labelled('Priority', notice.priority, width),
    ...labelled('Heard of', `${ageLong(now - stored.firstAt)}${changeText(stored, now)}`, width),
    ...(notice.other ?? []).flatMap(({key, value}) => labelled(key, value, width)),
  ];
}

function changeText({changedAt, firstAt, revision}: StoredNotice, now: number): string {
  return revision > 1 && changedAt > firstAt ? `, changed ${ageLong(now - changedAt)}` : '';
}

function labelled(label: string, words: string | undefined, width: number): readonly Line[] {
  if (words === undefined || words === '') return [];
  const room = Math.max(8, width - LABEL);
  const name = label.length >= LABEL ? `${label} ` : padEnd(label, LABEL);
  return wrap(words, room).map((row, index) =>
    line(span(index === 0 ? name : ' '.repeat(LABEL), 'dim'), row),
  );
}

/** Begin and end by the clock that was chosen, then by the others. */
function timeLines(stored: StoredNotice, {width, now, time}: NoticePageContext): readonly Line[] {
  const {start, end} = noticeSpan(stored);
  const clocks = allTimes({ibx: stored.notice.ibxs}, time, now);
  const words = (at: number) => clocks(new Date(at).toISOString());
  const row = (label: string, [first = '', ...others]: readonly string[]) => [
    ...labelled(label, first, width),
    ...others.flatMap((other) => labelled('', other, width)),
  ];
  const lasts = end === undefined ? undefined : duration(end - start);
  return [
    ...row('From', words(start)),
    ...(end === undefined ? labelled('To', 'not known', width) : row('To', words(end))),
    ...labelled('Lasts', lasts, width),
  ];
}

function overlapLines(stored: StoredNotice, {all, now, zone, width}: NoticePageContext): readonly Line[] {
  const others = overlapping(stored, all, now);
  if (others.length === 0) return [];
  const more = others.length - MOST_OVERLAPS;
  return [
    line(),
    line(span('At the same time there', 'strong')),
    ...others
      .slice(0, MOST_OVERLAPS)
      .flatMap((other) => wrap(noticeLine(other, {now, zone}), width).map((row) => line(row))),
    ...(more > 0 ? [line(span(`and ${more} more`, 'dim'))] : []),
  ];
}

function textLines(text: string | undefined, width: number): readonly Line[] {
  return text === undefined ? [] : [line(), ...wrap(text, width).map((row) => line(row))];
}

function mailLines({notice}: StoredNotice, {width, now, time}: NoticePageContext): readonly Line[] {
  const clocks = allTimes({ibx: notice.ibxs}, time, now);
  return (notice.emails ?? []).flatMap(({subject, text, sentAt}) => [
    line(),
    line(
      span(subject ?? 'What was sent', 'strong'),
      span(sentAt === undefined ? '' : `  ${clocks(sentAt)[0] ?? ''}`, 'dim'),
    ),
    ...wrap(text, width).map((row) => line(row)),
  ]);
}
