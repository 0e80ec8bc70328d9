import {line, span, type Line} from '../../components/lines.ts';
import type {ReadableEmail} from '../../hooks/ticket/useEmail.ts';
import {blockRows} from '../../text/html/tables/block-rows.ts';
import type {MailBlock} from '../../text/html/mail-blocks.ts';
import {padEnd, wrap} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';

export type EmailLineOptions = {
  readonly width: number;
  readonly time: (iso: string | undefined) => string;
  /** Whether quoted parts are shown in full. */
  readonly quotes: boolean;
  /** The author's name, which only the ticket tells. */
  readonly author: string | undefined;
};

/**
 * An e-mail to read: all headers, text with numbered links, folded quotations, the list of links; and where its own
 * text ends.
 */
export function emailLines(
  {email, text, linksAbove}: ReadableEmail,
  options: EmailLineOptions,
): {readonly lines: readonly Line[]; readonly textEnd: number} {
  const {width, time, quotes, author} = options;
  const from = email.from ?? 'unknown';
  const head = [
    ...header('From', author === undefined || author === from ? from : `${author}, ${from}`, width),
    ...header('To', email.to.join('; '), width),
    ...header('Cc', email.cc.join('; '), width),
    ...header('Date', time(email.createdDateTime), width),
    ...header('Subject', email.subject ?? '(no subject)', width),
    ...header('About', email.orderId ?? '', width),
    ...(email.other ?? []).flatMap(({key, value}) =>
      wrap(`${key}: ${value}`, width).map((row) => line(span(row, 'dim'))),
    ),
    line(),
  ];
  // What is quoted below the last words was sent before.
  const last = text.blocks.findLastIndex(({kind}) => kind === 'text') + 1;
  const draw = (blocks: readonly MailBlock[]) => blocks.flatMap((block) => blockLines(block, width, quotes));
  const own = [...head, ...draw(text.blocks.slice(0, last))];
  const lines = [
    ...own,
    ...draw(text.blocks.slice(last)),
    ...(text.links.length > linksAbove ? [line(), line(span('Links', 'strong'))] : []),
    ...text.links
      .slice(linksAbove)
      .flatMap((url, index) =>
        wrap(`[${linksAbove + index + 1}] ${url}`, width).map((row) =>
          line({text: row, style: 'link', link: url}),
        ),
      ),
  ];
  return {lines, textEnd: own.length};
}

function header(name: string, value: string, width: number): readonly Line[] {
  if (value === '') return [];
  return wrap(value, Math.max(8, width - 9)).map((row, index) =>
    line(span(padEnd(index === 0 ? name : '', 9), 'dim'), row),
  );
}

/** A part of an e-mail; what it quotes is one row where it is folded. */
export function blockLines(block: MailBlock, width: number, quotes: boolean): readonly Line[] {
  if (block.kind === 'text') return blockRows(block, width).map((row) => line(row));
  const rows = blockRows(block, Math.max(8, width - 2));
  if (!quotes) return [line(span(`${theme.glyphs.quote} ${rows.length} quoted lines`, 'dim'))];
  return rows.map((row) => line(span(`${theme.glyphs.quote} ${row}`, 'dim')));
}

/** How an e-mail is read: with its quotes or without, alone or with all others of the ticket. */
export type EmailReading = {readonly quotes: boolean; readonly thread: boolean; readonly find: string};
