import {html, Parser, type Token} from 'parse5';
import type {HtmlNode} from './html-node.ts';
import {MailTree, type Tree} from './tree-adapter.ts';

/** A mail as a browser would have it in memory. */
export type ParsedMail = {
  readonly root: HtmlNode;
  /** Names of unknown elements that were closed somewhere: those are elements, the others are words in angles. */
  readonly closed: ReadonlySet<string>;
  readonly maps: ReadonlySet<string>;
  readonly base: string;
  readonly styles: readonly HtmlNode[];
  /** Why a browser shows nothing of the end, in words. */
  readonly swallowedBy: string | undefined;
  /** A tag at the end of the mail that never ends. */
  readonly unfinished: string;
  /** Not all of it was read: it holds more elements than any mail. */
  readonly isCut: boolean;
};

/** A millisecond or two of work. */
const CHUNK = 16_384;
const MOST_NODES = 600_000;
/** Formatting that was never closed is opened again in each paragraph; a hostile mail makes millions of that. */
const MOST_REOPENED = 100_000;
/** Elements whose content is no text to see, or that end only where they say so. */
const SWALLOWING = new Set(['style', 'script', 'title', 'iframe', 'noembed', 'noframes', 'template']);
/** Elements in which a tag is just text. */
const VERBATIM = new Set(['textarea', 'xmp', 'plaintext', 'listing']);

/** Builds the tree by HTML's own rules (parse5), in steps between which other work may be done. Linear time for any input. */
export function* parseHtml(html: string): Generator<void, ParsedMail> {
  const tree = new MailTree();
  const parser = new MailParser(tree, html);
  let at = 0;
  while (at < html.length && tree.count < MOST_NODES) {
    parser.tokenizer.write(html.slice(at, at + CHUNK), false);
    at += CHUNK;
    yield;
  }
  const isCut = at < html.length;
  parser.tokenizer.write('', true);
  const {swallowedBy, unfinished} = parser;
  return {
    root: parser.document,
    closed: parser.closed,
    maps: tree.maps,
    base: tree.base,
    styles: tree.styles,
    swallowedBy: isCut ? undefined : swallowedBy,
    unfinished: isCut ? '' : unfinished,
    isCut,
  };
}

class MailParser extends Parser<Tree> {
  readonly closed = new Set<string>();
  swallowedBy: string | undefined;
  unfinished = '';
  readonly #tree: MailTree;
  readonly #html: string;
  /** Where the last tag or comment ended. */
  #end = 0;
  #reopened = 0;
  #isOver = false;
  #comment: string | undefined;

  constructor(tree: MailTree, html: string) {
    // Mails run no scripts, so what stands in for them is shown.
    super({treeAdapter: tree, scriptingEnabled: false});
    this.#tree = tree;
    this.#html = html;
  }

  override onStartTag(token: Token.TagToken): void {
    const from = this.#end;
    this.#passTag();
    if (!isKnownElement(token.tagName)) this.#tree.source = this.#written(from);
    super.onStartTag(token);
    this.#tree.source = '';
  }

  override onEndTag(token: Token.TagToken): void {
    this.#passTag();
    if (!isKnownElement(token.tagName)) this.closed.add(token.tagName);
    super.onEndTag(token);
  }

  override onComment(token: Token.CommentToken): void {
    this.#passTag();
    this.#comment = token.data;
    super.onComment(token);
  }

  override onEof(token: Token.EOFToken): void {
    // Elements that end here make the parser begin with the end again.
    if (!this.#isOver) this.#lookAtEnd();
    this.#isOver = true;
    super.onEof(token);
  }

  override _reconstructActiveFormattingElements(): void {
    if (this.#reopened > MOST_REOPENED) {
      this.activeFormattingElements.clearToLastMarker();
      return;
    }
    const before = this.openElements.depth;
    super._reconstructActiveFormattingElements();
    this.#reopened += this.openElements.depth - before;
  }

  #passTag(): void {
    this.#end = this.tokenizer.preprocessor.offset + 1;
    this.#comment = undefined;
    this.#tree.isParted = true;
  }

  /** A tag as it stands in the mail. Before it there can be text alone, in which no tag begins. */
  #written(from: number): string {
    const source = this.#html.slice(from, this.#end);
    const start = source.search(/<[a-z]/i);
    return start === -1 ? '' : source.slice(start);
  }

  #lookAtEnd(): void {
    const name = this.openElements.current?.name ?? '';
    if (this.#comment !== undefined && endsInComment(this.#html, this.#comment)) {
      if (this.#comment.trim() !== '') this.swallowedBy = 'comment';
    } else if (this.openElements.tmplCount > 0) this.swallowedBy = '<template>';
    else if (SWALLOWING.has(name)) this.swallowedBy = `<${name}>`;
    else if (!VERBATIM.has(name)) {
      const rest = this.#html.slice(this.#end);
      const start = rest.search(/<\/?[a-z]/i);
      this.unfinished = start === -1 ? '' : rest.slice(start);
    }
  }
}

/** Whether the mail ends inside of the comment: one with an end holds its `>` no more. */
function endsInComment(html: string, comment: string): boolean {
  const end = html.replace(/[-!]{1,3}$/, '');
  return ['<!--', '<!', '</', '<'].some((start) => end.endsWith(`${start}${comment}`));
}

/** What parse5 needs no name for, and HTML has or had. */
const OTHERS = `abbr acronym audio bdi bdo blink canvas cite comment data datalist del dfn fencedframe ins kbd label map
  menuitem meter multicol nextid output picture portal progress q samp selectedcontent slot spacer time var video`;
const KNOWN = new Set([...Object.values(html.TAG_NAMES), ...OTHERS.split(/\s+/)]);
/** Office writes its own elements with a prefix, as in `<o:p>`. */
const PREFIXED = /^[a-z][a-z0-9]{0,9}:[a-z][a-z0-9-]*$/;
const SCHEME = /^(?:https?|ftp|mailto|tel|sips?|ssh|file|callto|skype|urn|news|xmpp):/;

/** Whether a tag of this name is markup; any other may be a word in angle brackets, such as an address. */
function isKnownElement(name: string): boolean {
  return KNOWN.has(name) || (PREFIXED.test(name) && !SCHEME.test(name));
}
