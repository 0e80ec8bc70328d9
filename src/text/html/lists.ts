import type {HtmlNode} from './tree/html-node.ts';

/** A list that is being read: what marks its items. */
export type List = {
  readonly ordered: boolean;
  readonly step: 1 | -1;
  readonly type: string;
  next: number;
  readonly plain: boolean;
};

const BULLET = '• ';

export function openList(node: HtmlNode, style: string | undefined): List {
  const ordered = node.name === 'ol';
  const reversed = ordered && node.attribute('reversed') !== undefined;
  const start = wholeNumber(node.attribute('start'));
  const count = () => node.children().filter(({name}) => name === 'li').length;
  return {
    ordered,
    step: reversed ? -1 : 1,
    type: node.attribute('type') ?? styleType(style),
    next: start ?? (reversed ? count() : 1),
    plain: style !== undefined && /(?:^|\s)none(?:\s|$)/.test(style),
  };
}

/** What stands before the next item. */
export function itemMarker(list: List | undefined, item: HtmlNode): string {
  if (list === undefined) return BULLET;
  if (list.plain) return '';
  if (!list.ordered) return BULLET;
  const number = wholeNumber(item.attribute('value')) ?? list.next;
  list.next = number + list.step;
  return `${numeral(number, item.attribute('type') ?? list.type)}. `;
}

function wholeNumber(text: string | undefined): number | undefined {
  const found = text === undefined ? null : /^\s*([+-]?\d{1,9})/.exec(text);
  return found === null ? undefined : Number(found[1]);
}

function styleType(style: string | undefined): string {
  if (style === undefined) return '1';
  if (/lower-(?:alpha|latin)/.test(style)) return 'a';
  if (/upper-(?:alpha|latin)/.test(style)) return 'A';
  if (style.includes('lower-roman')) return 'i';
  return style.includes('upper-roman') ? 'I' : '1';
}

function numeral(number: number, type: string): string {
  switch (type) {
    case 'a':
      return letters(number);
    case 'A':
      return letters(number).toUpperCase();
    case 'i':
      return roman(number);
    case 'I':
      return roman(number).toUpperCase();
    default:
      return String(number);
  }
}

function letters(number: number): string {
  if (number < 1) return String(number);
  let rest = number;
  let text = '';
  while (rest > 0) {
    rest -= 1;
    text = String.fromCodePoint(97 + (rest % 26)) + text;
    rest = Math.floor(rest / 26);
  }
  return text;
}

const ROMAN = 'm 1000 cm 900 d 500 cd 400 c 100 xc 90 l 50 xl 40 x 10 ix 9 v 5 iv 4 i 1'.split(' ');

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number);
  let rest = number;
  let text = '';
  for (let at = 0; at < ROMAN.length; at += 2) {
    const value = Number(ROMAN[at + 1]);
    while (rest >= value) {
      text += ROMAN[at] ?? '';
      rest -= value;
    }
  }
  return text;
}
