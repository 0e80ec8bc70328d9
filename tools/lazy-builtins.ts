import type {Plugin} from 'esbuild';

/** Slow to load, and not needed for a first frame: a function of these loads its module when it is called. */
const SLOW = new Set([
  'node:child_process',
  'node:crypto',
  'node:dns/promises',
  'node:fs/promises',
  'node:http',
  'node:https',
  'node:net',
  'node:stream',
  'node:tls',
  'node:v8',
  'node:vm',
  'node:zlib',
]);

/**
 * Node's own modules, loaded when the module that imports them is. As imports of the bundle they would all be
 * loaded at every start, whatever part needs them: an ES module's imports come first. Worse, an import reads every
 * export there is, and one export of `node:http` loads all of undici: 50 ms for nothing.
 */
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup(bundler) {
    bundler.onResolve({filter: /^node:/}, ({path, kind}) => {
      if (kind === 'import-statement') return {path, namespace: 'builtin'};
      return kind === 'dynamic-import' ? {path, namespace: 'builtin-when-asked'} : undefined;
    });
    bundler.onLoad({filter: /.*/, namespace: 'builtin'}, ({path}) => ({contents: shimOf(path)}));
    // A script with an `import()` in it makes Node warn of that on standard error.
    bundler.onLoad({filter: /.*/, namespace: 'builtin-when-asked'}, ({path}) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

/** What is not used of it, esbuild leaves out. */
function shimOf(path: string): string {
  const builtin = process.getBuiltinModule(path) as Readonly<Record<string, unknown>>;
  const names = Object.keys(builtin).filter((name) => name !== 'default' && /^[A-Za-z]\w*$/.test(name));
  return [
    `const load = () => process.getBuiltinModule(${JSON.stringify(path)});`,
    'const get = (name) => load()[name];',
    'const later = (name) => (...args) => load()[name](...args);',
    'export default /* @__PURE__ */ load();',
    ...names.map((name) => {
      const how = SLOW.has(path) && isPlainFunction(name, builtin[name]) ? 'later' : 'get';
      return `const ${name}_ = /* @__PURE__ */ ${how}(${JSON.stringify(name)}); export {${name}_ as ${name}};`;
    }),
  ].join('\n');
}

/** Not a class, and nothing hangs on it. */
function isPlainFunction(name: string, value: unknown): boolean {
  return typeof value === 'function' && /^[a-z]/.test(name) && Object.keys(value).length === 0;
}
