import type {HtmlNode} from './tree/html-node.ts';
import {isZero} from './style/element-style.ts';
import type {Declarations} from './style/style-declarations.ts';

const LONGEST = 10_000;
/** A name that a person gave, not one that a program made up. */
const FILE_NAME =
  /^[^/\\]{0,120}\p{L}[^/\\]{0,120}\.[a-z][a-z0-9]{1,4}$|^[^/\\.]{1,120}\.[a-z][a-z0-9]{1,4}$/iu;

/** What a picture shows in a text: its alternative text or its name; undefined for pixels and decoration. */
export function imageText(node: HtmlNode, own: Declarations, isAlone: boolean): string | undefined {
  if (isPixel(node, own)) return undefined;
  const alt = node.attribute('alt');
  const words = oneLine(alt ?? '');
  if (words !== '') return `[image: ${words}]`;
  const source = node.attribute('src') ?? '';
  const name = oneLine(node.attribute('title') ?? '') || fileName(source);
  const isSent = name !== '' && /^\s*cid:/i.test(source);
  // An empty alternative text means that the picture says nothing, unless it was attached or is the only content.
  if (alt !== undefined && !isSent && !isAlone) return undefined;
  return name === '' ? '[image]' : `[image: ${name}]`;
}

/** Images too small to see tell the sender that the mail was read; here they would only be noise. */
function isPixel(node: HtmlNode, own: Declarations): boolean {
  return ['width', 'height'].some((side) => {
    const said = own.get(side);
    if (said !== undefined && (isZero(said) || /^[12](?:\.\d+)?(?:px|pt)$/.test(said))) return true;
    return said === undefined && /^\s*[012](?:px)?\s*$/i.test(node.attribute(side) ?? '');
  });
}

/** The last part of an address, where it is a name of a file. */
function fileName(address: string): string {
  if (/^\s*data:/i.test(address)) return '';
  const path = address
    .trim()
    .slice(0, 2000)
    .replace(/[?#].*$/s, '');
  const last = path.replace(/^cid:/i, '').split('/').at(-1) ?? '';
  // Outlook adds where the part of the mail is.
  const name = decoded(last.replace(/@.*$/s, ''));
  return FILE_NAME.test(name) ? name : '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A film, sound or page inside of the mail, by name. */
export function embeddedText(node: HtmlNode): string {
  const kind = node.name === 'iframe' ? 'page' : node.name;
  const name = fileName(node.attribute('src') ?? '') || oneLine(node.attribute('title') ?? '');
  return name === '' ? `[${kind}]` : `[${kind}: ${name}]`;
}

export function oneLine(text: string): string {
  return text.slice(0, LONGEST).replace(/\s+/g, ' ').trim();
}
