/** What an answer looks like: names of fields, types and lengths, and never a value. */
export type Shape =
  | string
  | {readonly list: number; readonly of?: Shape}
  | {readonly fields: Readonly<Record<string, Shape>>};

const MAX_DEPTH = 8;
const MOST_FIELDS = 200;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}([T ][\d:.,]+\s*(Z|[+-][\d:]+)?)?$/;
const HTML = /<\/?[a-z][^>]*>/i;

/** The shape of a parsed answer. A name that is no word (a key that is data) is left out, too. */
export function shapeOf(value: unknown, depth = 0): Shape {
  if (value === null) return 'null';
  if (typeof value === 'string') return textShape(value);
  if (typeof value !== 'object') return typeof value;
  if (depth >= MAX_DEPTH) return 'deeper';
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    return items.length === 0 ? {list: 0} : {list: items.length, of: together(items, depth + 1)};
  }
  const fields = Object.entries(value)
    .slice(0, MOST_FIELDS)
    .map(
      ([name, one]) =>
        [isName(name) ? name : `(${name.length} characters)`, shapeOf(one, depth + 1)] as const,
    );
  return {fields: Object.fromEntries(fields)};
}

/** Of objects in a list: every field that one of them has. */
function together(items: readonly unknown[], depth: number): Shape {
  const objects = items.filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
  if (objects.length < items.length || objects.length === 0) return shapeOf(items[0], depth);
  return shapeOf(Object.assign({}, ...objects.toReversed()), depth);
}

function textShape(text: string): string {
  const kind = DATE_TIME.test(text)
    ? 'time'
    : HTML.test(text)
      ? 'html'
      : /^\d+$/.test(text)
        ? 'digits'
        : 'text';
  return `${kind}, ${text.length}`;
}

/** Words of a program, and no number, address or name of a person. */
function isName(name: string): boolean {
  return /^[A-Za-z_$][\w$-]{0,60}$/.test(name);
}
