import {line, span, type Line} from '../../components/lines.ts';
import {noticeLine} from '../../domain/notices/notice-text.ts';
import {phaseOf, sortOf, type StoredNotice} from '../../domain/notices/site-notice.ts';
import {theme} from '../../terminal/theme.ts';
import type {Zone} from '../../text/time/zones.ts';
import {truncate} from '../../text/width.ts';

export type HeadPlace = {
  readonly zone: Zone;
  readonly now: number;
  readonly width: number;
  /** Lines at most: 2 where not said. */
  readonly most?: number;
};

const MOST = 2;

/** What the service tells of these sites, a line each, the most important ones where there are many. */
export function noticeLines(
  notices: readonly StoredNotice[],
  sites: readonly string[],
  {zone, now, width, most = MOST}: HeadPlace,
): readonly Line[] {
  // Of several sites it has to be said which.
  const site = sites.length === 1 ? sites[0] : undefined;
  const shown = notices.slice(0, most);
  const more = notices.length - shown.length;
  return shown.map((stored, index) => {
    const isLast = index === shown.length - 1 && more > 0;
    const rest = isLast ? ` (${more} more)` : '';
    const words = noticeLine(stored, {zone, now, ...(stored.notice.ibxs.length > 0 ? {site} : {})});
    return line(
      span(truncate(words, Math.max(8, width - rest.length), theme.glyphs.ellipsis), headStyle(stored, now)),
      span(rest, 'dim'),
    );
  });
}

/** A running incident is loud, what is planned is not. */
export function headStyle(stored: StoredNotice, now: number): 'danger' | 'warning' | 'dim' {
  if (phaseOf(stored, now) !== 'running') return 'dim';
  return sortOf(stored.notice) === 'incident' ? 'danger' : 'warning';
}
