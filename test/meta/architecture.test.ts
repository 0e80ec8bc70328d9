import {globSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The arrows of the picture in ARCHITECTURE.md. */
function drawnArrows(): readonly string[] {
  const picture = /```mermaid\n([\s\S]*?)```/.exec(readFileSync(`${root}ARCHITECTURE.md`, 'utf8'))?.[1] ?? '';
  return [...picture.matchAll(/^\s+(\w+) --> (\w+)$/gm)].map(([, from, to]) => `${from} -> ${to}`);
}

/** Which part of src/ imports which, from the sources themselves. */
function realArrows(): ReadonlySet<string> {
  const files = globSync('src/**/*.{ts,tsx}', {cwd: root});
  expect(files.length).toBeGreaterThan(100);
  const arrows = new Set<string>();
  for (const file of files) {
    const source = readFileSync(root + file, 'utf8');
    for (const [, path = ''] of source.matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
      const target = new URL(path, `file:///${file}`).pathname.slice(1);
      if (target.startsWith('src/')) arrows.add(`${partOf(file)} -> ${partOf(target)}`);
    }
  }
  return arrows;
}

/** `src/domain/ticket.ts` is part `domain`, `src/cli.ts` is `cli`. */
function partOf(file: string): string {
  return (file.split('/')[1] ?? '').replace(/\.tsx?$/, '');
}

test('every arrow of the picture is an import', () => {
  const drawn = drawnArrows();
  expect(drawn.length).toBeGreaterThan(10);
  const real = realArrows();
  expect(drawn.filter((arrow) => !real.has(arrow))).toEqual([]);
});

test('no import runs against an arrow of the picture', () => {
  const real = realArrows();
  const against = drawnArrows().map((arrow) => arrow.split(' -> ').toReversed().join(' -> '));
  expect(against.filter((arrow) => real.has(arrow))).toEqual([]);
});
