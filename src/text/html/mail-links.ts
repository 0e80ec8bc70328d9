import type {SafeText} from '../safe/safe-text.ts';
import {safeUrl} from '../safe/safe-url.ts';

/** The links of a mail, by number. */
export type MailLinks = {
  readonly all: readonly SafeText[];
  /** The mark for a link, ` [n]`; nothing for an address that is not opened from a mail. */
  mark: (href: string, base?: string) => string;
  /** The text with a mark behind each address in it. */
  inText: (text: string) => string;
};

const MOST_LINKS = 999;
const PLAIN_LINK = /\bhttps?:\/\/[^\s<>"'\p{Cc}\p{Cf}\p{Co}]+( \[\d+\])?/giu;
/** What follows a link in a sentence and is no part of it. */
const NEVER_LAST = new Set('.,;:!?)]}*_~');

/** Numbers links as they come, each once; `before` are those of e-mails that are shown above. */
export function mailLinks(before: readonly SafeText[]): MailLinks {
  const all = [...before];
  const numbers = new Map(all.map((link, index) => [link, index + 1]));
  const mark = (href: string, base = ''): string => {
    const url = safeUrl(href.trim()) ?? relative(href.trim(), base);
    if (url === undefined) return '';
    const known = numbers.get(url);
    if (known !== undefined) return ` [${known}]`;
    if (all.length >= MOST_LINKS) return '';
    numbers.set(url, all.push(url));
    return ` [${all.length}]`;
  };
  const numbered = (match: string): string => {
    let end = match.length;
    while (NEVER_LAST.has(match.charAt(end - 1))) end -= 1;
    const link = match.slice(0, end);
    return `${link}${mark(link)}${match.slice(end)}`;
  };
  return {
    all,
    mark,
    inText: (text) =>
      text.includes('://')
        ? text.replaceAll(PLAIN_LINK, (match, number) => (number === undefined ? numbered(match) : match))
        : text,
  };
}

function relative(href: string, base: string): SafeText | undefined {
  return base !== '' && URL.canParse(href, base) ? safeUrl(new URL(href, base).href) : undefined;
}
