import type {HtmlNode} from '../tree/html-node.ts';
import type {Declarations} from '../style/style-declarations.ts';

/**
 * `quote`: a quotation. `wrapper`: around one with the line that says whose it is; a `marking wrapper` marks the
 * quotations in it. `attribution`: that line. `header`: the header of an older mail.
 */
export type QuoteRole = 'quote' | 'wrapper' | 'marking wrapper' | 'attribution' | 'header';

/** Names that mail programs give; other mail programs put something of their own before them. */
const MARKING = /(?:gmail_quote(?:_container)?|protonmail_quote)$/;
const WRAPPER =
  /(?:yahoo_quoted(?:_\d+)?|zmail_extra|moz-forward-container|aolmail_quote|reply_quote|ms-outlook-mobile-reference-message|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION)$/;
const ATTRIBUTION = /(?:gmail_attr|moz-cite-prefix|yahoo_attr|tutanota_header)$/;
const HEADER = /(?:divRplyFwdMsg|OutlookMessageHeader)$/;
const MOST_TOKENS = 50;
const NO_BORDER = /^(?:none|hidden|medium none|0(?:px|pt)?)(?:\s|$)/;

/** What a mail program says an element is, by class, id, name or border. */
export function quoteRole(node: HtmlNode, own: Declarations): QuoteRole | undefined {
  if (node.name === 'blockquote') return isIndent(node, own) ? undefined : 'quote';
  if (node.attributes.length === 0) return undefined;
  const name = node.name === 'div' ? node.attribute('name') : undefined;
  if (name === 'quote' || name === 'quoted-content') return 'wrapper';
  const marks = [...tokens(node, 'class'), ...tokens(node, 'id')];
  if (marks.some((mark) => MARKING.test(mark))) return 'marking wrapper';
  if (marks.some((mark) => WRAPPER.test(mark))) return 'wrapper';
  if (marks.some((mark) => ATTRIBUTION.test(mark))) return 'attribution';
  return marks.some((mark) => HEADER.test(mark)) ? 'header' : undefined;
}

function tokens(node: HtmlNode, attribute: string): readonly string[] {
  const value = node.attribute(attribute);
  return value === undefined ? [] : value.slice(0, 2000).split(/\s+/).slice(0, MOST_TOKENS);
}

/** Editors move text in with an element that is meant for quotations, and say that it has no border. */
function isIndent(node: HtmlNode, own: Declarations): boolean {
  if (['type', 'cite', 'class'].some((name) => node.attribute(name) !== undefined)) return false;
  const left = own.get('border-left') ?? own.get('border');
  return left !== undefined && NO_BORDER.test(left);
}
