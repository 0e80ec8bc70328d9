/** A piece of HTML: text with its entities as they are, or a tag with its attributes undecoded. */
export type HtmlToken =
  | {readonly kind: 'text'; readonly text: string}
  | {
      readonly kind: 'open' | 'close';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
    };

const NAME = /[a-z][^\s/>]*/iy;
const ATTRIBUTE = /([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>]*)))?/y;
const BETWEEN = /[\s/=]*/y;
/** Elements whose content is no text to read. */
const SKIPPED_CONTENT: Readonly<Record<string, RegExp>> = {
  head: /<\/head|<body/gi,
  script: /<\/script/gi,
  style: /<\/style/gi,
  title: /<\/title/gi,
  template: /<\/template/gi,
  svg: /<\/svg/gi,
  math: /<\/math/gi,
  iframe: /<\/iframe/gi,
  object: /<\/object/gi,
  select: /<\/select/gi,
  textarea: /<\/textarea/gi,
};
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** Splits HTML, however broken, into tokens in linear time. Comments, declarations, scripts and styles are left out. */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let index = 0;
  while (index < html.length) {
    const open = html.indexOf('<', index);
    if (open === -1) break;
    if (open > index) yield {kind: 'text', text: html.slice(index, open)};
    const next = html.charAt(open + 1);
    if (next === '!' || next === '?') {
      index = afterDeclaration(html, open);
      continue;
    }
    const tag = tagAt(html, open);
    if (tag === 'unfinished') {
      index = open;
      break;
    }
    yield tag?.token ?? {kind: 'text', text: '<'};
    index = tag === undefined ? open + 1 : tag.end;
  }
  if (index < html.length) yield {kind: 'text', text: html.slice(index)};
}

function afterDeclaration(html: string, open: number): number {
  const isComment = html.startsWith('<!--', open);
  const end = html.indexOf(isComment ? '-->' : '>', open + 2);
  return end === -1 ? html.length : end + (isComment ? 3 : 1);
}

/** The tag at `open` and where reading goes on; undefined where `<` is just text, `unfinished` where its `>` never comes. */
function tagAt(html: string, open: number): {token: HtmlToken; end: number} | 'unfinished' | undefined {
  const closes = html.charAt(open + 1) === '/';
  NAME.lastIndex = open + (closes ? 2 : 1);
  const name = NAME.exec(html)?.[0].toLowerCase();
  if (name === undefined) return undefined;
  const rest = attributesAt(html, NAME.lastIndex);
  if (rest === undefined) return 'unfinished';
  if (closes) return {token: {kind: 'close', name, attributes: NO_ATTRIBUTES}, end: rest.end};
  return {
    token: {kind: 'open', name, attributes: rest.attributes},
    end: afterSkippedContent(html, name, rest.end),
  };
}

function attributesAt(
  html: string,
  start: number,
): {attributes: Map<string, string>; end: number} | undefined {
  const attributes = new Map<string, string>();
  let index = start;
  for (;;) {
    BETWEEN.lastIndex = index;
    BETWEEN.test(html);
    index = BETWEEN.lastIndex;
    if (html.charAt(index) === '>') return {attributes, end: index + 1};
    ATTRIBUTE.lastIndex = index;
    const match = ATTRIBUTE.exec(html);
    if (match === null) return undefined;
    const [, name = '', double, single, bare] = match;
    if (!attributes.has(name.toLowerCase()))
      attributes.set(name.toLowerCase(), double ?? single ?? bare ?? '');
    index = ATTRIBUTE.lastIndex;
  }
}

function afterSkippedContent(html: string, name: string, end: number): number {
  const pattern = Object.hasOwn(SKIPPED_CONTENT, name) ? SKIPPED_CONTENT[name] : undefined;
  if (pattern === undefined) return end;
  pattern.lastIndex = end;
  const found = pattern.exec(html);
  if (found !== null) return found.index;
  // Unclosed: a browser shows nothing after it, but a head may lack its end.
  return name === 'head' ? end : html.length;
}
