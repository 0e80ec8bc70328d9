import type {HtmlNode} from '../tree/html-node.ts';
import type {Declarations} from './style-declarations.ts';

/** What text takes over from the elements around it. */
export type TextStyle = {
  readonly visible: boolean;
  /** Its letters have no size. */
  readonly tiny: boolean;
  /** Which blanks and line ends of the source are kept: none, all, or line ends. */
  readonly space: 'normal' | 'pre' | 'lines';
  readonly struck: boolean;
  readonly bold: boolean;
};

/** How an element stands among others: `apart` is in a line, but not joined to its neighbours. */
export type Display = 'none' | 'block' | 'inline' | 'apart' | 'contents';

export type ElementStyle = {readonly display: Display; readonly text: TextStyle};

export const PLAIN_STYLE: TextStyle = {
  visible: true,
  tiny: false,
  space: 'normal',
  struck: false,
  bold: false,
};

const BLOCKS = new Set(
  `address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3
  h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre search section summary
  ul xmp table caption tbody thead tfoot tr td th`.split(/\s+/),
);
const HIDDEN = new Set(
  `base canvas col colgroup datalist embed head link meta noembed noframes param rp script source style template title
  track desc metadata annotation annotation-xml defs symbol clippath`.split(/\s+/),
);
const APART = new Set([
  'button',
  'input',
  'select',
  'textarea',
  'meter',
  'progress',
  'marquee',
  'text',
  'video',
  'audio',
  'iframe',
  'area',
]);
const FIELDS = new Set(['button', 'input', 'select', 'textarea']);
const PREFORMATTED = new Set(['pre', 'listing', 'xmp', 'plaintext', 'textarea']);
const STRUCK = new Set(['s', 'strike', 'del']);
const BOLD = new Set(['b', 'strong', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const UNSAID = /^(?:revert|unset|initial|inherit)$/;
const FLOATS = /^(?:left|right|inline-start|inline-end)$/;
const ZERO = /^[+-]?0*\.?0*(?:e\d+)?(?:[a-z]+|%)?$/;
const RELATIVE = /(?:%|em|ex|ch|cap|ic|lh)$|^(?:smaller|larger|inherit|unset)$/;

/** Whether a length is nothing, whatever its unit. */
export function isZero(value: string | undefined): boolean {
  return value !== undefined && /\d/.test(value) && ZERO.test(value);
}

/** How an element is shown, from its tag, its own declarations and what it takes over. */
export function elementStyle(node: HtmlNode, own: Declarations, parent: TextStyle): ElementStyle {
  const display = displayOf(node, own);
  const isGone = display === 'none' || (display !== 'contents' && isShrunk(own, display));
  return {display: isGone ? 'none' : display, text: textStyle(node.name, own, parent)};
}

function displayOf(node: HtmlNode, own: Declarations): Display {
  if (isHidden(node, own)) return 'none';
  if (isOutOfLine(own)) return 'block';
  const said = own.get('display');
  return said === undefined || UNSAID.test(said) ? ownDisplay(node.name) : saidDisplay(node.name, said);
}

function isHidden(node: HtmlNode, own: Declarations): boolean {
  const {name} = node;
  if (HIDDEN.has(name) || (name === 'dialog' && node.attribute('open') === undefined)) return true;
  const said = own.get('display');
  if (said === 'none' || own.get('content-visibility') === 'hidden') return true;
  // A style that gives it a place outdoes the attribute.
  const hidden = node.attribute('hidden');
  return hidden !== undefined && (said === undefined || hidden.toLowerCase() === 'until-found');
}

function saidDisplay(name: string, said: string): Display {
  if (said === 'contents') return 'contents';
  if (said.startsWith('inline-') || said.includes('-inline-')) return 'apart';
  const isInline = said === 'inline' || said.startsWith('ruby') || said === 'run-in';
  return isInline && !TABLE_ELEMENTS.has(name) ? 'inline' : 'block';
}

/** Parts of a table that a style makes inline are still read one by one. */
const TABLE_ELEMENTS = new Set(['table', 'caption', 'tbody', 'thead', 'tfoot', 'tr', 'td', 'th']);

function isOutOfLine(own: Declarations): boolean {
  const float = own.get('float');
  const position = own.get('position');
  return (float !== undefined && FLOATS.test(float)) || position === 'absolute' || position === 'fixed';
}

function ownDisplay(name: string): Display {
  if (BLOCKS.has(name)) return 'block';
  return APART.has(name) ? 'apart' : 'inline';
}

/** A box without any room shows nothing of what it holds. Heights do not count for what stands in a line. */
function isShrunk(own: Declarations, display: Display): boolean {
  const opacity = own.get('opacity');
  if (opacity !== undefined && isZero(opacity)) return true;
  if (display === 'inline' || (own.get('display') ?? '').startsWith('table-')) return false;
  if (isZero(own.get('max-height'))) return true;
  const clips = /hidden|clip/.test(`${own.get('overflow') ?? ''} ${own.get('overflow-y') ?? ''}`);
  return clips && ['height', 'width', 'max-width'].some((side) => isZero(own.get(side)));
}

function textStyle(name: string, own: Declarations, parent: TextStyle): TextStyle {
  const style = {
    visible: isVisible(own.get('visibility'), parent.visible),
    // Fields have letters of a size of their own.
    tiny: isTiny(own, parent.tiny && !FIELDS.has(name)),
    space: spaceOf(name, own, parent.space),
    struck: parent.struck || isStruck(name, own),
    bold: isBold(name, own.get('font-weight'), parent.bold),
  };
  const isSame =
    style.visible === parent.visible &&
    style.tiny === parent.tiny &&
    style.space === parent.space &&
    style.struck === parent.struck &&
    style.bold === parent.bold;
  return isSame ? parent : style;
}

function isVisible(said: string | undefined, parent: boolean): boolean {
  if (said === undefined || said === 'inherit' || said === 'unset') return parent;
  return said !== 'hidden' && said !== 'collapse';
}

function isTiny(own: Declarations, parent: boolean): boolean {
  const size = own.get('font-size') ?? sizeInShorthand(own.get('font'));
  if (size === undefined || RELATIVE.test(size)) return (size !== undefined && isZero(size)) || parent;
  return isZero(size);
}

/** `font: bold 0/0 a`: the size is what comes before the slash, or before the name. */
function sizeInShorthand(font: string | undefined): string | undefined {
  return font?.match(/(?:^|\s)(\d[\d.]*(?:[a-z]+|%)?)(?:\s?\/|\s+[^\d\s])/)?.[1];
}

function spaceOf(name: string, own: Declarations, parent: TextStyle['space']): TextStyle['space'] {
  const said = own.get('white-space-collapse') ?? own.get('white-space');
  if (said === undefined || said === 'inherit' || said === 'unset') {
    return PREFORMATTED.has(name) ? 'pre' : parent;
  }
  if (said === 'revert') return PREFORMATTED.has(name) ? 'pre' : 'normal';
  if (/pre-line|preserve-breaks/.test(said)) return 'lines';
  return /pre|break-spaces/.test(said) ? 'pre' : 'normal';
}

function isStruck(name: string, own: Declarations): boolean {
  const said = own.get('text-decoration-line') ?? own.get('text-decoration');
  if (said === undefined || /^(?:inherit|revert)$/.test(said)) return STRUCK.has(name);
  return /(?:^|\s)line-through(?:\s|$)/.test(said);
}

function isBold(name: string, said: string | undefined, parent: boolean): boolean {
  if (said === undefined || said === 'inherit') return parent || BOLD.has(name);
  return said === 'bold' || said === 'bolder' || Number(said) >= 600;
}
