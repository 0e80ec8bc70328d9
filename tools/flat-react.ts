import type {Plugin} from 'esbuild';
import {createRequire} from 'node:module';

const NAMESPACE = 'flat-react';
const require = createRequire(import.meta.url);

/**
 * React is CommonJS: each of the hundred files that import it would copy all that it exports at the start, and ask a
 * getter for it at each use. A module between them does that once.
 */
export const flatReact: Plugin = {
  name: NAMESPACE,
  setup(bundler) {
    bundler.onResolve({filter: /^react(?:\/jsx-runtime)?$/}, ({path, kind}) =>
      kind === 'import-statement' ? {path, namespace: NAMESPACE} : undefined,
    );
    bundler.onLoad({filter: /.*/, namespace: NAMESPACE}, ({path}) => ({
      contents: moduleOf(path),
      resolveDir: import.meta.dirname,
    }));
  },
};

function moduleOf(path: string): string {
  const names = Object.keys(require(path) as object);
  return [
    `const all = require(${JSON.stringify(path)});`,
    'export default all;',
    ...names.map((name) => `export const ${name} = all.${name};`),
  ].join('\n');
}
