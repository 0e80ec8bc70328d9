import type {TextStyle} from './style/element-style.ts';
import type {Grid} from './tables/grid.ts';

/** What a mail program put around what it quotes; `marks`: the quoted parts in it are marked, the rest is an answer. */
export type Wrapper = {readonly marks: boolean};

/** A line of a mail. `depth`: how many quotations it stands in. */
export type MailLine = {
  text: string;
  readonly depth: number;
  readonly wrapper: Wrapper | undefined;
  /** It says whose the quotation behind it is. */
  readonly attribution: boolean;
  /** A rule or border stands above it. */
  readonly rule: boolean;
  /** Blank lines around it are meant. */
  readonly exact: boolean;
  /** It may begin with the sign of a list that Office wrote as text. */
  signed?: boolean;
  /** Found out in the end: it is from an earlier mail. */
  quoted: boolean;
  /** The table that it is a line of, to be laid out anew for another width. */
  table?: Grid | undefined;
};

/** Where in the mail text is written. */
export type Place = {
  readonly depth: number;
  readonly wrapper: Wrapper | undefined;
  readonly attribution: boolean;
};

type Item = MailLine | TextWriter;

export const TOP: Place = {depth: 0, wrapper: undefined, attribution: false};
/** Each level indents all below it: without a limit a small mail would make a huge text. */
export const MOST_INDENT = 30;
/** What collapses to one blank, and whether a text holds any such. */
const UNEVEN = /[\t\n\f\r]| {2}/;
const BLANKS = /[ \t\n\f\r]+/g;
const CLOSING = /^[.,;:!?)\]}%…»”’]/;
const OPENING = /[([{«“‘^]$/;
const STRIKE = '~';

/**
 * Puts text into lines as a browser does: blanks collapse where they are not meant, blocks stand on lines of
 * their own, margins between them are one blank line at most.
 */
export class TextWriter {
  place: Place;
  /** What begins each line. */
  indent = '';
  /** Line ends that were asked for before the first text, and since the last. */
  leading = 0;
  ended = 0;
  /** Characters that can be seen, and those of them that are bold. */
  seen = 0;
  bold = 0;
  /** What a cell of data does not hold: tables in tables, so many deep; headings and rules; quotations. */
  tables = 0;
  hasStructure = false;
  isQuoting = false;
  #items: Item[] = [];
  #line: MailLine | undefined;
  #last: MailLine | undefined;
  #space = false;
  #soft = false;
  #struck = false;
  #rule = false;
  #signed = false;
  #tail = '';
  /** What begins the next line in place of the indent. */
  #marker = '';

  constructor(place: Place) {
    this.place = place;
  }

  get isEmpty(): boolean {
    return this.#items.length === 0 && this.#line === undefined;
  }

  /** The end of the line that is being written. */
  get tail(): string {
    return this.#line === undefined || this.#space || this.#soft ? '' : this.#tail;
  }

  text(value: string, style: TextStyle): void {
    if (style.space === 'normal') this.#flow(value, style);
    else {
      const lines = value.split('\n');
      for (const [index, line] of lines.entries()) {
        if (index > 0) this.newline(style.space === 'pre');
        if (style.space === 'lines') this.#flow(line, style);
        else if (line !== '') this.#write(line, style);
      }
    }
  }

  /** Asks for a new line, or with 2 for a blank line before the next text. */
  break(count: number): void {
    this.#endLine();
    if (this.isEmpty) this.leading = Math.max(this.leading, count);
    else this.ended = Math.max(this.ended, count);
  }

  newline(exact = false): void {
    const wasEmpty = this.#line === undefined;
    this.#endLine();
    if (this.isEmpty && !exact) this.leading = Math.min(2, this.leading + 1);
    else if (exact && wasEmpty) this.#push('', true);
    else this.ended = Math.min(2, this.ended + 1);
  }

  /** The next word is not joined to the last. */
  soft(): void {
    if (this.#line !== undefined) this.#soft = true;
  }

  /** Adds to the last text, before any blank or line end. */
  attach(text: string): void {
    const line = this.#line ?? this.#last;
    if (line !== undefined) line.text += text;
  }

  /** The next line begins with the sign of a list's item. Items that hold nothing but items share a line. */
  mark(marker: string): void {
    const before = this.#marker === '' ? this.indent : this.#marker;
    this.#marker = marker === '' ? '' : before + marker;
  }

  /** The next line may begin with a sign and blanks, as Office writes lists. */
  signed(): void {
    this.#signed = true;
  }

  /** The next line has a rule or border above it. */
  ruled(): void {
    this.#rule = true;
  }

  /** Lines that are ready, such as a table's. */
  lines(texts: readonly string[], table?: Grid): void {
    this.break(1);
    for (const text of texts) {
      const line = this.#open();
      if (this.indent === '') line.table = table;
      this.#add(line, text);
      this.seen += text.length;
      this.#endLine();
      this.ended = 1;
    }
  }

  /** All that another writer holds, in its place. */
  adopt(other: TextWriter): void {
    other.#endLine();
    if (other.isEmpty) return;
    this.break(Math.max(1, other.leading));
    this.#beforeLine();
    if (this.#marker !== '') this.#push(this.#start().trimEnd(), false);
    this.#items.push(other);
    this.#last = other.#last;
    this.ended = Math.max(1, other.ended);
    this.seen += other.seen;
    this.bold += other.bold;
    this.tables = Math.max(this.tables, other.tables);
    this.hasStructure ||= other.hasStructure;
    this.isQuoting ||= other.isQuoting;
  }

  /** Everything, line by line. */
  finish(): MailLine[] {
    this.#endLine();
    const lines: MailLine[] = [];
    const pending: {readonly items: readonly Item[]; at: number}[] = [{items: this.#items, at: 0}];
    for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
      const item = top.items[top.at++];
      if (item === undefined) pending.pop();
      else if (item instanceof TextWriter) pending.push({items: item.#items, at: 0});
      else lines.push(item);
    }
    return lines;
  }

  #flow(value: string, style: TextStyle): void {
    const text = UNEVEN.test(value) ? value.replace(BLANKS, ' ') : value;
    const from = text.startsWith(' ') ? 1 : 0;
    if (from === 1 && this.#line !== undefined) this.#space = true;
    if (text.length <= from) return;
    const isOpen = text.endsWith(' ');
    this.#write(from === 1 || isOpen ? text.slice(from, isOpen ? -1 : undefined) : text, style);
    this.#space = isOpen;
  }

  #write(text: string, style: TextStyle): void {
    const line = this.#open();
    this.#gap(line, text, style);
    const isSeen = /\S/.test(text);
    if (style.struck && !this.#struck && isSeen) this.#add(line, STRIKE);
    this.#struck = style.struck && (this.#struck || isSeen);
    this.#add(line, text);
    this.seen += text.length;
    if (style.bold) this.bold += text.length;
  }

  /** The blank between the last word and the next. */
  #gap(line: MailLine, text: string, style: TextStyle): void {
    const isApart = this.#soft && !CLOSING.test(text) && !OPENING.test(this.#tail) && !/^\s/.test(text);
    if (this.#struck && !style.struck) this.#add(line, STRIKE);
    if ((this.#space || isApart) && this.#tail !== '' && this.#tail !== ' ') this.#add(line, ' ');
    this.#space = false;
    this.#soft = false;
  }

  /** The end is kept separately, because reading the end of a text that is being built would copy it. */
  #add(line: MailLine, text: string): void {
    line.text += text;
    this.#tail = text.slice(-1);
  }

  #start(): string {
    const start = this.#marker === '' ? this.indent : this.#marker;
    this.#marker = '';
    return start;
  }

  #open(): MailLine {
    if (this.#line !== undefined) return this.#line;
    this.#beforeLine();
    this.#line = this.#make(this.#start(), false);
    this.#rule = false;
    if (this.#signed) this.#line.signed = true;
    this.#signed = false;
    this.#tail = '';
    return this.#line;
  }

  #beforeLine(): void {
    if (this.ended > 1 && this.#items.length > 0) this.#push('', false);
    this.ended = 0;
  }

  #push(text: string, exact: boolean): void {
    this.#items.push(this.#make(text, exact));
  }

  #make(text: string, exact: boolean): MailLine {
    const {depth, wrapper, attribution} = this.place;
    return {text, depth, wrapper, attribution, rule: this.#rule, exact, quoted: false};
  }

  #endLine(): void {
    const line = this.#line;
    this.#space = false;
    this.#soft = false;
    if (line === undefined) return;
    if (this.#struck) line.text += STRIKE;
    this.#struck = false;
    this.#items.push(line);
    this.#last = line;
    this.#line = undefined;
  }
}
