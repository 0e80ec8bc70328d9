import type {Display, TextStyle} from './style/element-style.ts';
import type {HtmlNode} from './tree/html-node.ts';
import type {List} from './lists.ts';
import type {MailTable} from './tables/mail-table.ts';
import type {ParsedMail} from './tree/parse-html.ts';
import type {Declarations} from './style/style-declarations.ts';
import type {StyleSheet} from './style/style-sheet.ts';
import type {TextWriter} from './text-writer.ts';

/** What `walkMail` asks of its caller. */
export type WalkOptions = {
  /** The mark behind the words of a link; nothing for an address that is not opened. */
  readonly mark: (href: string, base: string) => string;
  /** A line of a table's cell as it shall stand there. */
  readonly cellLine: (text: string) => string;
  /** How many characters to read at most. */
  readonly most: number;
};

/** An element that is being read. */
export type Frame = {
  readonly node: HtmlNode;
  readonly own: Declarations;
  readonly display: Display;
  style: TextStyle;
  /** Its children stand apart, whatever they are. */
  readonly parts: boolean;
  leave: (() => Generator<void> | void) | undefined;
};

/** What the handlers of elements see and change. */
export type Walk = {
  readonly mail: ParsedMail;
  readonly sheet: StyleSheet;
  readonly mark: (href: string) => string;
  readonly cellLine: (text: string) => string;
  writer: TextWriter;
  readonly lists: List[];
  readonly tables: MailTable[];
};
