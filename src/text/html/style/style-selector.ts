import type {HtmlNode} from '../tree/html-node.ts';

/** One element of a selector: what it is, and whether it must be the parent of the one behind it. */
type Part = {
  readonly tag: string;
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  readonly isParent: boolean;
};

/** `key` is what the element itself must have: an id, a class or a tag. */
export type Selector = {readonly parts: readonly Part[]; readonly key: string; readonly weight: number};

const LONGEST = 500;
const MOST_ANCESTORS = 300;
const PART = /^(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)$/i;

/** A selector of tags, classes and ids; undefined for any other, which then hides nothing. */
export function parseSelector(text: string): Selector | undefined {
  const words = text
    .trim()
    .slice(0, LONGEST)
    .replaceAll(/\s*>\s*/g, ' > ')
    .split(/\s+/);
  const parts: Part[] = [];
  for (const [index, word] of words.entries()) {
    if (word === '>' && index > 0) continue;
    const part = parsePart(word, words[index + 1] === '>');
    if (part === undefined) return undefined;
    parts.push(part);
  }
  const last = parts.at(-1);
  if (last === undefined || words.at(-1) === '>') return undefined;
  const [id] = last.ids;
  const [name] = last.classes;
  const key = id !== undefined ? `#${id}` : name !== undefined ? `.${name}` : last.tag;
  return {parts, key, weight: weightOf(parts)};
}

function parsePart(word: string, isParent: boolean): Part | undefined {
  const found = PART.exec(word);
  if (found === null || word === '') return undefined;
  const marks = found[2]?.match(/[.#][\w-]+/g) ?? [];
  const of = (sign: string) => marks.filter((mark) => mark.startsWith(sign)).map((mark) => mark.slice(1));
  return {tag: (found[1] ?? '*').toLowerCase(), ids: of('#'), classes: of('.'), isParent};
}

function weightOf(parts: readonly Part[]): number {
  let weight = 0;
  for (const {ids, classes, tag} of parts)
    weight += ids.length * 10_000 + classes.length * 100 + (tag === '*' ? 0 : 1);
  return weight;
}

export function matches({parts}: Selector, node: HtmlNode): boolean {
  let at = parts.length - 1;
  const last = parts[at];
  if (last === undefined || !isPart(last, node)) return false;
  let above = node.parent;
  for (let steps = 0; at > 0 && above !== null && steps < MOST_ANCESTORS; steps += 1) {
    const wanted = parts[at - 1];
    if (wanted === undefined) return false;
    if (isPart(wanted, above)) at -= 1;
    else if (wanted.isParent) return false;
    above = above.parent;
  }
  return at === 0;
}

function isPart({tag, ids, classes}: Part, node: HtmlNode): boolean {
  if (tag !== '*' && tag !== node.name) return false;
  if (ids.length > 0 && !ids.every((id) => node.attribute('id') === id)) return false;
  if (classes.length === 0) return true;
  const own = node.attribute('class')?.slice(0, 2000).split(/\s+/) ?? [];
  return classes.every((name) => own.includes(name));
}
