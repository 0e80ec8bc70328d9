import {posix} from 'node:path';
import {MAY_IMPORT, PACKAGES, PURE, TYPES_ONLY} from './layers.ts';
import {layerOf, sourcePath, type Rule} from './rule.ts';

/** The message for a forbidden import of `target` by the file; undefined if it is allowed. */
function importProblem(file: string, target: string, typeOnly: boolean): string | undefined {
  const from = sourcePath(file);
  if (from === undefined) return undefined;
  if (!target.startsWith('.')) return packageProblem(layerOf(from), target, typeOnly);
  const to = posix.normalize(posix.join(posix.dirname(from), target)).replace(/\.[^./]+$/, '');
  return to.startsWith('..') ? undefined : layerProblem(from, to, typeOnly);
}

function packageProblem(layer: string, target: string, typeOnly: boolean): string | undefined {
  const rule = PACKAGES[target];
  if (rule === undefined || typeOnly || rule.layers.includes(layer)) return undefined;
  return `Only ${rule.layers.join(', ')} may import ${target}, not ${layer}. ${rule.why}`;
}

function layerProblem(from: string, to: string, typeOnly: boolean): string | undefined {
  const [here, there] = [layerOf(from), layerOf(to)];
  if (here === there || (here === 'sandbox' && to === 'api/openapi')) return undefined;
  const allowed = MAY_IMPORT[here];
  if (allowed === undefined)
    return `src/${here} is unknown: add a row to tools/lint/layers.ts that says what it may import.`;
  if (!allowed.includes(there)) return directionText(here, there, allowed);
  if (typeOnly || PURE.includes(to) || !TYPES_ONLY[here]?.includes(there)) return undefined;
  return `${here} may import only types from ${there} (\`import type\`): its functions do I/O; get them through \`services\`.`;
}

function directionText(here: string, there: string, allowed: readonly string[]): string {
  const may = allowed.length === 0 ? 'nothing' : allowed.join(', ');
  return (
    `${here} must not import ${there}: imports go from the screen to the data, never back (tools/lint/layers.ts). ` +
    `${here} may import ${may}. Pass the value as an argument or a prop, or move the shared code into a layer that both may import.`
  );
}

export const importDirection: Rule = {
  meta: {type: 'problem', docs: {description: 'Imports point one way, by the table in layers.ts.'}},
  create(context) {
    const check = (node: {source: {value: unknown} | null}, typeOnly: boolean) => {
      if (typeof node.source?.value !== 'string') return;
      const message = importProblem(context.filename, node.source.value, typeOnly);
      if (message !== undefined) context.report({node: node.source as never, message});
    };
    return {
      ImportDeclaration: (node) => {
        const named = node.specifiers.length > 0;
        const types = node.specifiers.every(
          (each) => each.type === 'ImportSpecifier' && each.importKind === 'type',
        );
        check(node, node.importKind === 'type' || (named && types));
      },
      ExportNamedDeclaration: (node) => check(node, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.exportKind === 'type'),
      ImportExpression: (node) => check(node as never, false),
    };
  },
};
