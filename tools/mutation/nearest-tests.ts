import {globSync, readFileSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';

const IMPORT =
  /^(?:import|export)(?! type)[^;]*?from '(\.[^']+)'|^import '(\.[^']+)'|import\('(\.[^']+)'\)/gm;

/** The unit tests below `root` that reach a file of it, those first whose names have most words in common
 * with it, then those that have the fewest imports between, and the fewest besides. */
export function nearestTests(root: string): (file: string) => readonly string[] {
  const files = globSync('{src,test}/**/*.{ts,tsx}', {cwd: root});
  const imports = new Map(
    files.map((file) => [file, importsOf(file, readFileSync(join(root, file), 'utf8'))]),
  );
  const reached = files
    .filter((file) => /\.test\.tsx?$/.test(file) && !/^test\/(?:docs|e2e|endurance|meta|system)\//.test(file))
    .map((test) => ({test, steps: stepsFrom(test, imports)}));
  return (file) => {
    const own = wordsOf(file);
    const common = (test: string) => [...wordsOf(test)].filter((word) => own.has(word)).length;
    return reached
      .filter(({steps}) => steps.has(file))
      .toSorted(
        (one, other) =>
          common(other.test) - common(one.test) ||
          (one.steps.get(file) ?? 0) - (other.steps.get(file) ?? 0) ||
          one.steps.size - other.steps.size,
      )
      .map(({test}) => test);
  };
}

/** Of `src/screens/site/SiteScreen.tsx`: site and screen. */
function wordsOf(file: string): ReadonlySet<string> {
  const names = file.replace(/^(?:src|test)\//, '').replace(/(?:\.test)?\.tsx?$/, '');
  const words = names
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase()
    .split(/[^a-z]+/);
  return new Set(words.map((word) => word.replace(/s$/, '')).filter((word) => word.length > 2));
}

function importsOf(file: string, text: string): readonly string[] {
  return [...text.matchAll(IMPORT)].map(([, from, bare, later]) =>
    normalize(join(dirname(file), from ?? bare ?? later ?? '')),
  );
}

/** How many imports lie between a file and each that it reaches. */
function stepsFrom(
  start: string,
  imports: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
  const steps = new Map([[start, 0]]);
  // Grows while it is walked.
  for (const [file, count] of steps)
    for (const next of imports.get(file) ?? []) if (!steps.has(next)) steps.set(next, count + 1);
  return steps;
}
