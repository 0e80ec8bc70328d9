import {elementHandlers, replacedText} from './element-handlers.ts';
import {elementStyle, PLAIN_STYLE} from './style/element-style.ts';
import {TEXT, type HtmlNode} from './tree/html-node.ts';
import type {ParsedMail} from './tree/parse-html.ts';
import {StyleSheet} from './style/style-sheet.ts';
import {TextWriter, TOP, type MailLine} from './text-writer.ts';
import type {Frame, Walk, WalkOptions} from './walk.ts';

/** What is seen whatever the size of letters around it. */
const PICTURES = new Set(['img', 'image', 'video', 'audio', 'iframe']);
/** Nodes between two steps. */
const STEP = 100;

/** The lines of a mail, as a browser shows them, from its tree; in steps, and without ever calling itself. */
export function* walkMail(mail: ParsedMail, options: WalkOptions): Generator<void, MailLine[]> {
  const walk: Walk = {
    mail,
    sheet: yield* StyleSheet.read(mail.styles),
    mark: (href) => options.mark(href, mail.base),
    cellLine: options.cellLine,
    writer: new TextWriter(TOP),
    lists: [],
    tables: [],
  };
  const top = walk.writer;
  const frames: Frame[] = [];
  yield* walkNodes(walk, frames, options.most);
  while (frames.length > 0) yield* leave(walk, frames.pop()) ?? [];
  return top.finish();
}

/** Begins and ends one node after the other, until there is no more, or enough; `frames`: what has not ended. */
function* walkNodes(walk: Walk, frames: Frame[], most: number): Generator<void> {
  const top = walk.writer;
  let count = 0;
  let node: HtmlNode | null = walk.mail.root.first;
  while (node !== null && written(walk, top) < most) {
    count += 1;
    if (count % STEP === 0) yield;
    const frame = enter(walk, node, frames.at(-1));
    if (frame !== undefined) frames.push(frame);
    if (frame !== undefined && node.first !== null) node = node.first;
    else {
      // It ends, and so do those around it whose last it is.
      let ended: HtmlNode | null = node;
      for (node = null; node === null && ended !== null; ended = parentOf(walk, ended)) {
        const work = frames.at(-1)?.node === ended ? leave(walk, frames.pop()) : undefined;
        if (work !== undefined) yield* work;
        node = ended.next;
      }
    }
  }
}

function parentOf({mail}: Walk, {parent}: HtmlNode): HtmlNode | null {
  return parent === mail.root ? null : parent;
}

function written(walk: Walk, top: TextWriter): number {
  return walk.writer === top ? top.seen : top.seen + walk.writer.seen;
}

/** Begins a node; undefined where nothing in it is to be read. */
function enter(walk: Walk, node: HtmlNode, around: Frame | undefined): Frame | undefined {
  const parent = around?.style ?? PLAIN_STYLE;
  if (node.name === TEXT) {
    readText(walk, node, around);
    return undefined;
  }
  const own = walk.sheet.declarations(node);
  const {display: said, text: style} = elementStyle(node, own, parent);
  if (said === 'none') return undefined;
  const display = said === 'inline' && around?.parts === true ? 'apart' : said;
  const frame: Frame = {
    node,
    own,
    display,
    style,
    parts: /flex|grid/.test(own.get('display') ?? ''),
    leave: undefined,
  };
  const words = replacedText(walk, frame);
  if (words !== undefined) {
    writeReplaced(walk, frame, words);
    return undefined;
  }
  begin(walk, frame);
  return frame;
}

function readText({writer}: Walk, node: HtmlNode, around: Frame | undefined): void {
  const style = around?.style ?? PLAIN_STYLE;
  if (around?.parts === true) writer.soft();
  if (style.visible && !style.tiny) writer.text(node.value, style);
  else if (!style.visible || /\s/.test(node.value)) writer.soft();
}

function writeReplaced({writer}: Walk, {node, display, style}: Frame, words: readonly string[]): void {
  if (!style.visible || words.length === 0 || (style.tiny && !PICTURES.has(node.name))) return;
  if (display === 'block') writer.break(1);
  if (words.length === 1) {
    if (display === 'apart') writer.soft();
    writer.text(words[0] ?? '', {...style, space: 'normal'});
    if (display === 'apart') writer.soft();
  } else writer.lines(words);
  if (display === 'block' || words.length > 1) writer.break(1);
}

function begin(walk: Walk, frame: Frame): void {
  const {node, display, style} = frame;
  const {writer} = walk;
  if (display === 'apart') writer.soft();
  const handler = Object.hasOwn(elementHandlers, node.name) ? elementHandlers[node.name] : undefined;
  if (handler === undefined) elementHandlers['']?.(walk, frame);
  else handler(walk, frame);
  // A word in angle brackets that is no element, such as an address.
  const isWords = node.value !== '' && !walk.mail.closed.has(node.name) && !isStyled(node);
  if (isWords && style.visible && !style.tiny) walk.writer.text(node.value, style);
}

function isStyled(node: HtmlNode): boolean {
  return ['style', 'class', 'id'].some((name) => node.attribute(name) !== undefined);
}

/** Ends an element; the work to be done in steps, where there is any. A generator for each would cost more than most elements. */
function leave(walk: Walk, frame: Frame | undefined): Generator<void> | undefined {
  const work = frame?.leave?.();
  const isApart = frame?.display === 'apart';
  if (work !== undefined) return isApart ? thenApart(walk, work) : work;
  if (isApart) walk.writer.soft();
  return undefined;
}

function* thenApart(walk: Walk, work: Generator<void>): Generator<void> {
  yield* work;
  walk.writer.soft();
}
