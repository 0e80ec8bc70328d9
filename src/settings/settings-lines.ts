import {parse} from 'smol-toml';

/**
 * The line (from 1) of each key of a valid TOML text, by dotted path; tables count as keys. Best
 * effort: keys inside inline tables and arrays are found at the line of what holds them.
 */
export function tomlLines(toml: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let table: readonly string[] = [];
  let multiline: string | undefined;
  for (const [index, line] of toml.split(/\r?\n/).entries()) {
    if (multiline !== undefined) {
      if (occurrences(line, multiline) % 2 === 1) multiline = undefined;
      continue;
    }
    const header = /^\s*\[\[?(.+?)\]\]?\s*(?:#.*)?$/.exec(line)?.[1];
    const key = header === undefined ? KEY.exec(line)?.[1] : undefined;
    if (header !== undefined) table = keyPath(header) ?? table;
    const path = header === undefined ? keyPath(key) : [];
    if (path !== undefined) note(lines, table, path, index + 1);
    multiline =
      header === undefined ? ['"""', "'''"].find((quotes) => occurrences(line, quotes) % 2 === 1) : undefined;
  }
  return lines;
}

const KEY =
  /^\s*((?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'))*)\s*=/;

/** The line of a path, else of the nearest table around it. */
export function lineOf(lines: ReadonlyMap<string, number>, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const line = lines.get(path.slice(0, length).join('.'));
    if (line !== undefined) return line;
  }
  return undefined;
}

function note(
  lines: Map<string, number>,
  table: readonly string[],
  path: readonly string[],
  line: number,
): void {
  for (let length = 1; length <= table.length + path.length; length += 1) {
    const name = [...table, ...path].slice(0, length).join('.');
    if (!lines.has(name)) lines.set(name, line);
  }
}

/** The parser itself reads the key, so that quotes and escapes mean what they mean elsewhere. */
function keyPath(key: string | undefined): readonly string[] | undefined {
  if (key === undefined) return undefined;
  try {
    const path: string[] = [];
    let value: unknown = parse(`${key} = 0`);
    while (typeof value === 'object' && value !== null) {
      const [name, inner] = Object.entries(value)[0] ?? [];
      if (name === undefined) break;
      path.push(name);
      value = inner;
    }
    return path;
  } catch {
    return undefined;
  }
}

function occurrences(line: string, text: string): number {
  return line.split(text).length - 1;
}
