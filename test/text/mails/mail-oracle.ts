import {parse, type DefaultTreeAdapterTypes} from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** The words that a browser shows of a mail, and those that it hides. */
export type Words = {readonly shown: readonly string[]; readonly hidden: readonly string[]};

const NEVER_SHOWN = new Set(
  'head title style script template noframes noembed datalist rp desc annotation iframe video audio canvas option'.split(
    ' ',
  ),
);
const IN_A_LINE = new Set(
  'a abbr b big code del em font i ins kbd label mark math mi mn mo nobr s small span strike strong sub sup tt u wbr ruby o:p'.split(
    ' ',
  ),
);

type State = {readonly hidden: boolean; readonly invisible: boolean; readonly tiny: boolean};

/**
 * A second opinion, as simple as can be: walks the tree that parse5 builds by itself, and knows nothing of how
 * casedeck reads a mail.
 */
export function wordsOf(html: string): Words {
  const texts = {shown: '', hidden: ''};
  visit(parse(html, {scriptingEnabled: false}), {hidden: false, invisible: false, tiny: false}, texts);
  return {shown: words(texts.shown), hidden: words(texts.hidden)};
}

/** What counts as a word: letters and digits. */
export function words(text: string): readonly string[] {
  return text.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
}

function visit(node: Node, around: State, texts: {shown: string; hidden: string}): void {
  if (node.nodeName === '#text') {
    const isHidden = around.hidden || around.invisible || around.tiny;
    texts[isHidden ? 'hidden' : 'shown'] += (node as DefaultTreeAdapterTypes.TextNode).value;
    return;
  }
  if (!('childNodes' in node) || isSign(node)) return;
  const state = 'attrs' in node ? stateOf(node, around) : around;
  const gap = IN_A_LINE.has(node.nodeName) && !isBlock(node) ? '' : '\n';
  texts.shown += gap;
  texts.hidden += '\n';
  if ('attrs' in node && !state.hidden && !state.invisible) texts.shown += replaced(node);
  for (const child of node.childNodes) visit(child, state, texts);
  texts.shown += gap;
}

function stateOf(element: Element, around: State): State {
  const style = declared(element);
  const isGone =
    NEVER_SHOWN.has(element.tagName) ||
    (element.tagName === 'dialog' && attribute(element, 'open') === undefined) ||
    attribute(element, 'hidden') !== undefined ||
    style['display'] === 'none' ||
    style['max-height'] === '0' ||
    style['max-height'] === '0px';
  const visibility = style['visibility'];
  const size = style['font-size'];
  return {
    hidden: around.hidden || isGone,
    invisible: visibility === undefined ? around.invisible : visibility === 'hidden',
    // Fields have letters of a size of their own.
    tiny:
      size === undefined
        ? around.tiny && !/^(?:button|textarea)$/.test(element.tagName)
        : /^0(?:px)?$/.test(size),
  };
}

/** The corpus holds nothing in its styles that would need more than this. */
function declared(element: Element): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const fixed = new Set<string>();
  const style = (attribute(element, 'style') ?? '').replaceAll(/url\('[^']*'\)/g, '');
  for (const part of style.split(';')) {
    const [name = '', value = ''] = part.split(':').map((side) => side.trim().toLowerCase());
    if (value === '' || (fixed.has(name) && !value.includes('!'))) continue;
    if (value.includes('!')) fixed.add(name);
    values[name] = value.replace(/\s*!\s*important/, '');
  }
  return values;
}

/** Signs of Office's lists are written as one of ours. */
function isSign(node: Node): boolean {
  return (
    'attrs' in node && /mso-list:Ignore/.test(attribute(node, 'style') ?? '') && !/\d/.test(textOf(node))
  );
}

/** Parts of a line that a style moves apart, and what is raised without being an ending such as "th". */
function isBlock(node: Node): boolean {
  const parent = 'parentNode' in node ? node.parentNode : null;
  if (parent !== null && 'attrs' in parent && /flex/.test(attribute(parent, 'style') ?? '')) return true;
  if (node.nodeName === 'sup' && 'attrs' in node) return !/^[a-z]+$/.test(textOf(node));
  return 'attrs' in node && /block|table|flex|left|right/.test(attribute(node, 'style') ?? '');
}

function replaced(element: Element): string {
  const value = attribute(element, 'value') ?? '';
  if (element.tagName === 'img' || element.tagName === 'area') return ` ${attribute(element, 'alt') ?? ''} `;
  if (element.tagName === 'input' && /^(?:text|submit|button)$/.test(attribute(element, 'type') ?? ''))
    return ` ${value} `;
  if (element.tagName !== 'select') return '';
  const options = element.childNodes.filter((node): node is Element => node.nodeName === 'option');
  const chosen = options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0];
  return chosen === undefined ? '' : textOf(chosen);
}

function textOf(element: Element): string {
  return element.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((found) => found.name === name)?.value;
}
