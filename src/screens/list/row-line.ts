import type {Line, Span} from '../../components/lines.ts';
import type {TicketRow} from '../../store/types.ts';
import {ageShort} from '../../text/dates.ts';
import {padEnd, textWidth, truncate} from '../../text/width.ts';
import {theme} from '../../theme.ts';
import {statusSpan} from '../ticket/words.ts';

/** Which columns fit, by what matters first: id and summary always, then age, status in full, IBX. */
export type RowLayout = {
  readonly width: number;
  readonly shortStatus: boolean;
  readonly ibxWidth: number;
  readonly idWidth: number;
  readonly ageWidth: number;
};

export function rowLayout(width: number, rows: readonly TicketRow[]): RowLayout {
  const idWidth = Math.max(8, ...rows.map((row) => textWidth(row.id)));
  return {
    width,
    shortStatus: width < 56,
    idWidth: Math.min(idWidth, 16),
    ibxWidth: width < 48 ? 0 : 6,
    ageWidth: width < 34 ? 0 : 4,
  };
}

/** A ticket as one row of exactly the layout's width. */
export function rowLine(row: TicketRow, layout: RowLayout, now: number, selected: boolean): Line {
  const {glyphs} = theme;
  const status = statusSpan(row.status, layout.shortStatus);
  const before: Span[] = [
    {text: selected ? glyphs.pointer : ' '},
    {text: row.unread > 0 ? glyphs.unread : ' ', style: 'unread'},
    {...status, text: `${padEnd(status.text, layout.shortStatus ? 3 : 9)} `},
    {text: `${padEnd(truncate(row.id, layout.idWidth, glyphs.ellipsis), layout.idWidth)} `},
  ];
  if (layout.ibxWidth > 0) before.push({text: padEnd(ibxWords(row), layout.ibxWidth), style: 'dim'});
  const flags = (row.pending > 0 ? `${glyphs.sending} ` : '') + (row.hasDraft ? `${glyphs.draft} ` : '');
  const used = before.reduce((sum, part) => sum + textWidth(part.text), 0) + textWidth(flags);
  const room = Math.max(0, layout.width - used - (layout.ageWidth > 0 ? layout.ageWidth + 1 : 0));
  const age = row.updatedAt ?? row.createdAt;
  return {
    spans: [
      ...before,
      {text: flags, style: 'warning'},
      summarySpan(row, room),
      {
        text: layout.ageWidth === 0 ? '' : ` ${(age === undefined ? '' : ageShort(now - age)).padStart(layout.ageWidth)}`,
        style: 'dim',
      },
    ],
    selected,
  };
}

/** Order history has no description: until the ticket itself is read, what is known stands in for it. */
function summarySpan(row: TicketRow, room: number): Span {
  const known = row.summary === '' ? (row.customerReferenceId ?? 'not read yet') : row.summary;
  const style = row.summary === '' ? 'dim' : row.unread > 0 ? 'unread' : 'normal';
  return {text: padEnd(truncate(known, room, theme.glyphs.ellipsis), room), style};
}

function ibxWords(row: TicketRow): string {
  const [first, ...others] = row.ibx;
  if (first === undefined) return '';
  return others.length > 0 ? `${first}+${others.length}` : first;
}
