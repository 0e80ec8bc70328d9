const FIRST =
  /^<(?:!doctype\s+html|!\[if|\?xml[^>]{0,200}>\s*<(?:!doctype\s+)?html|(?:html|head|body|meta|style|title|link|base|script)(?=[\s/>]))/i;
/** Elements that stand in a text, and those that give it its lines. */
const INLINE =
  'a|abbr|b|big|code|del|em|font|i|img|ins|input|label|q|s|small|span|strike|strong|sub|sup|tt|u|wbr|nobr';
const LINED =
  'address|article|aside|blockquote|body|br|button|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figure|figcaption|footer|form|frameset|' +
  'h[1-6]|head|header|hr|html|legend|li|main|map|menu|meta|nav|ol|p|pre|section|select|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul|o:p|script|link|area';
const FIRST_TAG = new RegExp(
  `^</?(?:${LINED}|${INLINE}|svg|math|object|video|map|picture|[a-z][a-z0-9]{0,9}:[a-z]+)(?=[\\s/>])`,
  'i',
);
const ANY_TAG = new RegExp(`</?(?:${LINED}|${INLINE})(?:\\s[^<>]{0,5000})?/?>`, 'i');
const LINE_TAG = new RegExp(`</?(?:${LINED})(?:\\s[^<>]{0,5000})?/?>`, 'i');
const DOCUMENT = /<(?:!doctype\s+html|html|body)(?=[\s/>])/i;
const DOCUMENT_END = /<\/html\s*>\s*$|<\/body\s*>\s*$/i;
/** Text around a tag shows that it is markup within it, as in `one<br>two`; with blanks around it is a word. */
const GLUED_BREAK = /\S<(?:br|p|hr)\s?\/?>|<(?:br|p|hr)\s?\/?>\S/i;
const PAIR = new RegExp(`<(${LINED}|${INLINE})(?:\\s[^<>]{0,1000})?>[^<>]{0,1000}</\\1\\s*>`, 'i');
/** Enough to tell by. */
const SAMPLE = 200_000;

/**
 * Whether the body of a mail is HTML. What begins with a tag is; what begins with words is only where tags
 * make its lines: a plain text that quotes a page, or mentions a tag, stays plain text.
 */
export function isHtml(body: string): boolean {
  const text = withoutComments(body);
  if (FIRST.test(text)) return true;
  if (FIRST_TAG.test(text)) return beginsAsHtml(text);
  if (!ANY_TAG.test(text)) return false;
  const document = text.search(DOCUMENT);
  if (document !== -1) return isIntroduced(text.slice(0, document)) && DOCUMENT_END.test(body.slice(-2000));
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  if (lines.filter((line) => line !== '').length < 2) return GLUED_BREAK.test(text) || PAIR.test(text);
  return !isLaidOut(lines) && marksLines(lines);
}

/** The beginning of a mail, without blanks and comments before it. */
function withoutComments(body: string): string {
  let at = 0;
  for (;;) {
    while (/^[\s\ufeff]$/.test(body.charAt(at))) at += 1;
    const end = body.startsWith('<!--', at) ? body.indexOf('-->', at) : -1;
    if (end === -1) return body.slice(at, at + SAMPLE);
    at = end + '-->'.length;
  }
}

/** A mail that a gateway put a line in front of; not a person's words about a page, which end in a colon or go on. */
function isIntroduced(before: string): boolean {
  const words = before.trim();
  return !/[:：]$/.test(words) && words.split('\n').filter((line) => line.trim() !== '').length <= 2;
}

/** A text may begin with the tag that it is about. */
function beginsAsHtml(text: string): boolean {
  const tags = text.match(new RegExp(ANY_TAG, 'gi')) ?? [];
  if (tags.length > 1) return true;
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  return lines.length < 3;
}

/** Blank lines around a piece of HTML, and words at both ends: it is quoted. */
function isLaidOut(lines: readonly string[]): boolean {
  const full = lines.filter((line) => line !== '');
  const isPlain = (line: string | undefined) => line !== undefined && !LINE_TAG.test(line);
  return isPlain(full[0]) && isPlain(full.at(-1)) && lines.slice(1, -1).includes('');
}

/** Whether tags part the lines rather than the ends of lines themselves. */
function marksLines(lines: readonly string[]): boolean {
  let marked = 0;
  let joined = 0;
  let before: 'plain' | 'tagged' | undefined;
  let blank = false;
  for (const line of lines) {
    if (line === '') {
      blank = true;
      continue;
    }
    const now = LINE_TAG.test(line) ? 'tagged' : 'plain';
    if (now === 'tagged') marked += 1;
    // Two paragraphs that HTML would make one: nobody writes that.
    if (now === 'plain' && before === 'plain') {
      if (blank) return false;
      joined += 1;
    }
    before = now;
    blank = false;
  }
  return marked > joined;
}
