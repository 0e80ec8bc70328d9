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
  let count = 0;
  let node: HtmlNode | null = mail.root.first;
  while (node !== null && written(walk, top) < options.most) {
    count += 1;
    if (count % STEP === 0) yield;
    const frame = enter(walk, node, frames.at(-1));
    if (frame !== undefined) frames.push(frame);
    if (frame !== undefined && node.first !== null) node = node.first;
    else node = yield* leaveAll(walk, frames, node);
  }
  for (let frame = frames.pop(); frame !== undefined; frame = frames.pop()) yield* leave(walk, frame);
  return top.finish();
}

/** Ends a node, and those around it that end with it; gives the node behind them. */
function* leaveAll(walk: Walk, frames: Frame[], last: HtmlNode): Generator<void, HtmlNode | null> {
  let node: HtmlNode | null = last;
  while (node !== null) {
    if (frames.at(-1)?.node === node) {
      const frame = frames.pop();
      if (frame !== undefined) yield* leave(walk, frame);
    }
    if (node.next !== null) return node.next;
    node = node.parent === walk.mail.root ? null : node.parent;
  }
  return null;
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

function* leave(walk: Walk, frame: Frame): Generator<void> {
  const work = frame.leave?.();
  if (work !== undefined) yield* work;
  if (frame.display === 'apart') walk.writer.soft();
}
