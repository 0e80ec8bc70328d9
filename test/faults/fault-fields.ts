import {often} from '../support/long.ts';
import {respond, type Play} from './fault-service.ts';

/** One of each type that JSON has. */
export const TYPES: readonly (readonly [string, unknown])[] = [
  ['a number', 5],
  ['a text', 'x'],
  ['true', true],
  ['null', null],
  ['a list', []],
  ['an object', {}],
];

/** The fields that are wrong alone: of an answer with fewer, some are more than once. */
export const FIELDS = often(0, 4, 16);

type Path = readonly string[];

/** The usual answer with a value of another type in every field, or, of those at any depth, in the `nth` alone. */
export const retyped =
  (wrong: unknown, nth?: number): Play =>
  ({response, usual}) => {
    let json: unknown;
    try {
      json = JSON.parse(usual);
    } catch {
      // A file has no fields.
      return respond(response, usual);
    }
    const paths = pathsOf(json, nth === undefined);
    const chosen = nth === undefined ? paths : paths.filter((_path, index) => index === nth % paths.length);
    for (const path of chosen) replace(json, path, wrong);
    respond(response, JSON.stringify(json));
  };

/** All places of a value; where `onlyLeaves`, those of objects and lists only where they are empty. */
function pathsOf(value: unknown, onlyLeaves: boolean, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return at.length === 0 ? [] : [at];
  const inside = Object.entries(value).flatMap(([key, one]) => pathsOf(one, onlyLeaves, [...at, key]));
  const isOwn = at.length > 0 && (!onlyLeaves || inside.length === 0);
  return isOwn ? [at, ...inside] : inside;
}

function replace(root: unknown, path: Path, wrong: unknown): void {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], root);
  const key = path.at(-1) ?? '';
  const holder = parent as Record<string, unknown>;
  holder[key] = typeName(holder[key]) === typeName(wrong) ? (typeof wrong === 'string' ? true : 'x') : wrong;
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}

/** Every page of a list is the same full one, whatever it says of their number. */
export const samePage =
  (page: unknown): Play =>
  ({response, usual}) => {
    const {content} = JSON.parse(usual) as {content: readonly unknown[]};
    // Not sorted as asked, so that no date ends it.
    const others = Array.from({length: 200 - content.length}, (_, index) => ({
      orderNumber: `1-7${String(index).padStart(6, '0')}`,
      createdAt: `20${String(10 + (index % 3))}-01-01T00:00:00Z`,
      ibx: ['SV5'],
    }));
    respond(response, JSON.stringify({content: [...others, ...content], page}));
  };
