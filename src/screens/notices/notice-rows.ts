import {line, span, type Line, type Span} from '../../components/lines.ts';
import {axisDays, barAxis, noticeBar, type BarAxis} from '../../domain/notices/notice-bars.ts';
import {noticeName, noticeTitle, PHASE_WORDS} from '../../domain/notices/notice-text.ts';
import {noticeSpan, phaseOf, sortOf, type StoredNotice} from '../../domain/notices/site-notice.ts';
import type {StyleName} from '../../terminal/theme.ts';
import {theme} from '../../terminal/theme.ts';
import {formatTimeFixed} from '../../text/time/dates.ts';
import type {Zone} from '../../text/time/zones.ts';
import {padEnd, truncate} from '../../text/width.ts';

export type NoticeLook = {
  readonly width: number;
  readonly now: number;
  readonly zone: Zone;
  /** How many accounts are shown together. */
  readonly accounts: number;
};

/** All lines of the view, and at which each notice stands. */
export type NoticeRows = {readonly lines: readonly Line[]; readonly rowLines: readonly number[]};

const SIGNS = 2;
const NAME = 11;
const SITE = 6;
const TIME = 12;
const LEAST_TITLE = 18;
const LEAST_BAR = 14;
const LONGEST_BAR = 112;

/** Notices under headings: what goes on, what comes, what was; each with its time as a bar over the same days. */
export function noticeRows(
  notices: readonly StoredNotice[],
  selected: number,
  look: NoticeLook,
  isGone: boolean,
): NoticeRows {
  const axis = barAxis(look.now, look.zone, barWidth(look.width));
  const lines: Line[] = [];
  const rowLines: number[] = [];
  let phase: string | undefined;
  for (const [index, stored] of notices.entries()) {
    const now = phaseOf(stored, look.now);
    if (now !== phase) {
      if (lines.length > 0) lines.push(line());
      lines.push(headLine(PHASE_WORDS[now], axis, look));
      phase = now;
    }
    rowLines.push(lines.length);
    const row = noticeRow(stored, axis, look, index === selected);
    lines.push(index === selected && isGone ? {...row, isGone} : row);
  }
  return {lines, rowLines};
}

/** Of what is left beside the columns somewhat less than a half; none where titles would not be read. */
function barWidth(width: number): number {
  const left = width - SIGNS - NAME - SITE - TIME - 4;
  const bar = Math.min(LONGEST_BAR, left - LEAST_TITLE, Math.round(left * (width > 160 ? 0.62 : 0.55)));
  return bar < LEAST_BAR ? 0 : bar;
}

function headLine(words: string, axis: BarAxis, {zone}: NoticeLook): Line {
  const before = SIGNS + NAME + SITE + TIME + 3;
  const title = span(padEnd(words, before), 'strong');
  return axis.width === 0 ? line(title) : line(title, span(axisDays(axis, zone), 'dim'));
}

// oxlint-disable-next-line max-params -- what, where on the days, how wide, and whether the cursor is there
function noticeRow(
  stored: StoredNotice,
  axis: BarAxis,
  {now, zone, width, accounts}: NoticeLook,
  selected: boolean,
): Line {
  const {glyphs} = theme;
  const {notice} = stored;
  const style = rowStyle(stored, now);
  const bar: readonly Span[] =
    axis.width === 0
      ? []
      : [
          {
            text: ` ${noticeBar(stored, axis, now, glyphs.notices)}`,
            style: style === 'normal' ? 'normal' : style,
            apart: true,
          },
        ];
  const name = width < 46 ? noticeName(notice).slice(0, 3) : noticeName(notice);
  const cells = [
    padEnd(truncate(name, width < 46 ? 3 : NAME, glyphs.ellipsis), width < 46 ? 3 : NAME),
    siteCell(stored),
  ];
  return {
    spans: [
      {text: selected ? glyphs.pointer : ' ', apart: true},
      {text: stored.isUnread ? glyphs.unread : ' ', style: 'unread', apart: true},
      {text: cells.join(' '), style},
      {text: ` ${formatTimeFixed(noticeSpan(stored).start, zone, now)}`, style: 'dim'},
      ...bar,
      {
        text: ` ${accountsOf(stored, accounts)}${noticeTitle(notice)}`,
        style: stored.isUnread ? 'unread' : phaseOf(stored, now) === 'past' ? 'dim' : 'normal',
      },
    ],
    selected,
  };
}

/** Of several accounts those that are told of it, where not all of them are. */
function accountsOf({accounts}: StoredNotice, all: number): string {
  return accounts === undefined || accounts.length === all ? '' : `${accounts.join(', ')}: `;
}

function siteCell({notice: {ibxs, isGlobal}}: StoredNotice): string {
  const [first, ...others] = ibxs;
  const words =
    first === undefined || isGlobal === true
      ? 'all'
      : others.length > 0
        ? `${first}+${others.length}`
        : first;
  return padEnd(truncate(words, SITE, theme.glyphs.ellipsis), SITE);
}

function rowStyle(stored: StoredNotice, now: number): StyleName {
  const phase = phaseOf(stored, now);
  if (phase === 'past') return 'dim';
  return phase === 'running' && sortOf(stored.notice) === 'incident' ? 'danger' : 'normal';
}
