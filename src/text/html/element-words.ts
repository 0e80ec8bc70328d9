import type {HtmlNode} from './html-node.ts';
import {isZero} from './element-style.ts';
import type {Declarations} from './style-declarations.ts';

const LONGEST = 10_000;
/** A name that a person gave, not one that a program made up. */
const FILE_NAME =
  /^[^/\\]{0,120}\p{L}[^/\\]{0,120}\.[a-z][a-z0-9]{1,4}$|^[^/\\.]{1,120}\.[a-z][a-z0-9]{1,4}$/iu;

/** What a picture shows in a text: its alternative text or its name; undefined for pixels and decoration. */
export function imageWords(node: HtmlNode, own: Declarations, isAlone: boolean): string | undefined {
  if (isPixel(node, own)) return undefined;
  const words = oneLine(node.attribute('alt') ?? '');
  if (words !== '') return `[image: ${words}]`;
  const name = oneLine(node.attribute('title') ?? '') || fileName(node.attribute('src') ?? '');
  const isEmbedded = /^\s*cid:/i.test(node.attribute('src') ?? '');
  // An empty alternative text says that the picture says nothing, unless it is all that there is.
  if (node.attribute('alt') !== undefined && !isEmbedded && !isAlone) return undefined;
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

/** What an input field shows; undefined where nothing is to be seen. */
export function inputWords(node: HtmlNode): string | undefined {
  const type = (node.attribute('type') ?? 'text').trim().toLowerCase();
  const value = oneLine(node.attribute('value') ?? '');
  const isOn = node.attribute('checked') !== undefined;
  switch (type) {
    case 'hidden':
      return undefined;
    case 'checkbox':
      return isOn ? '[x]' : '[ ]';
    case 'radio':
      return isOn ? '(x)' : '( )';
    case 'submit':
      return `[${value || 'Submit'}]`;
    case 'reset':
      return `[${value || 'Reset'}]`;
    case 'button':
      return value === '' ? undefined : `[${value}]`;
    case 'image':
      return `[${oneLine(node.attribute('alt') ?? '') || value || 'Submit'}]`;
    case 'file':
      return '[Choose file]';
    case 'password':
      return value === '' ? placeholder(node) : '[****]';
    default:
      return value === '' ? placeholder(node) : `[${value}]`;
  }
}

function placeholder(node: HtmlNode): string {
  return `[${oneLine(node.attribute('placeholder') ?? '') || '____'}]`;
}

type Option = {readonly words: string; readonly chosen: boolean; readonly disabled: boolean};

/** What a choice shows: the chosen option, or all of them where all are in sight. */
export function selectWords(node: HtmlNode): readonly string[] {
  const options: Option[] = [];
  for (let at = node.following(node); at !== null; at = at.following(node)) {
    if (at.name !== 'option' || at.attribute('hidden') !== undefined) continue;
    options.push({
      words: oneLine(at.attribute('label') || at.text(LONGEST)),
      chosen: at.attribute('selected') !== undefined,
      disabled: at.attribute('disabled') !== undefined,
    });
  }
  const isList = node.attribute('multiple') !== undefined || Number(node.attribute('size') ?? 0) > 1;
  if (isList) return options.map(({words, chosen}) => `${chosen ? '[x]' : '[ ]'} ${words}`);
  const shown =
    options.findLast(({chosen}) => chosen) ?? options.find(({disabled}) => !disabled) ?? options[0];
  return shown === undefined ? [] : [`[${shown.words}]`];
}

/** How far a bar is filled. */
export function meterWords(node: HtmlNode): string | undefined {
  const value = node.attribute('value');
  if (value === undefined) return undefined;
  const low = Number(node.attribute('min') ?? 0);
  const share = (Number(value) - low) / (Number(node.attribute('max') ?? 1) - low);
  return Number.isFinite(share) ? `[${Math.round(Math.min(1, Math.max(0, share)) * 100)}%]` : undefined;
}

/** A film, sound or page inside of the mail, by name. */
export function embeddedWords(node: HtmlNode): string {
  const kind = node.name === 'iframe' ? 'page' : node.name;
  const name = fileName(node.attribute('src') ?? '') || oneLine(node.attribute('title') ?? '');
  return name === '' ? `[${kind}]` : `[${kind}: ${name}]`;
}

export function oneLine(text: string): string {
  return text.slice(0, LONGEST).replace(/\s+/g, ' ').trim();
}
