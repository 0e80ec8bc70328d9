import {accountIn} from '../domain/joined-id.ts';
import {padEnd, textWidth, truncate} from '../text/width.ts';
import {theme} from '../terminal/theme.ts';

/** Cells of the longest number that is known, of an order. */
const PLAIN = 14;
/** So many of its last digits tell numbers apart. */
const END = 8;
const NARROW = 60;
const WIDE = 100;

/** Cells of the column of tickets in rows of this width; more where each names its account. */
export function idWidth(width: number, isJoined: boolean): number {
  if (!isJoined || width < NARROW) return PLAIN;
  return width < WIDE ? PLAIN + 4 : PLAIN + 10;
}

/** A ticket in so many cells: of one among several accounts the account and the end of its number stay. */
export function idCell(id: string, cells: number): string {
  return padEnd(shortId(id, cells), cells);
}

function shortId(id: string, cells: number): string {
  const {ellipsis} = theme.glyphs;
  const account = accountIn(id);
  if (account === '' || textWidth(id) <= cells) return truncate(id, cells, ellipsis);
  const room = cells - textWidth(ellipsis) - 1;
  const end = id.slice(account.length + 1).slice(-Math.max(END, room - textWidth(account)));
  return `${truncate(account, Math.max(1, room - textWidth(end)), ellipsis)}/${ellipsis}${end}`;
}
