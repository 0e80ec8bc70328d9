import {createRequire} from 'node:module';
import type TypeScript from '../node_modules/typescript/lib/typescript.js';

/** The compiler's own reader, of tools/node_modules: TypeScript 7 has none for programs. */
const ts = createRequire(new URL('../package.json', import.meta.url))('typescript') as typeof TypeScript;

/** One small change to one file. */
export type Mutant = {
  readonly file: string;
  /** UTF-16 offsets of what is replaced. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly line: number;
  /** The nearest named function around it, undefined at the top of the module. */
  readonly inside: string | undefined;
};

const BINARY: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '+=': '-=',
  '-=': '+=',
};

/** Every change that can be made to an operator of the file. */
export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const add = (node: TypeScript.Node, replacement: string) => {
    const start = node.getStart(source);
    const {line} = source.getLineAndCharacterOfPosition(start);
    found.push({file, start, end: node.end, replacement, line: line + 1, inside: nameAround(node)});
  };
  const visit = (node: TypeScript.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isBinaryExpression(node)) {
      const replacement = BINARY[node.operatorToken.getText(source)];
      if (replacement !== undefined && !joinsText(node)) add(node.operatorToken, replacement);
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      add(node, `(${node.operand.getText(source)})`);
    if (ts.isConditionalExpression(node)) {
      const [yes, no] = [node.whenTrue.getText(source), node.whenFalse.getText(source)];
      add(node, `${node.condition.getText(source)} ? (${no}) : (${yes})`);
    }
    if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false');
    if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A minus between texts is NaN everywhere at once: nothing is learned from it. */
function joinsText(node: TypeScript.BinaryExpression): boolean {
  const isText = (side: TypeScript.Expression) =>
    ts.isStringLiteralLike(side) || ts.isTemplateExpression(side);
  return isText(node.left) || isText(node.right);
}

/** As V8 names it in its coverage. */
function nameAround(node: TypeScript.Node): string | undefined {
  for (let around = node.parent; around !== undefined; around = around.parent) {
    if (!ts.isFunctionLike(around)) continue;
    const own = around.name ?? (isNamedBy(around.parent) ? around.parent.name : undefined);
    if (own !== undefined) return own.getText().replace(/^['"]|['"]$/g, '');
  }
  return undefined;
}

function isNamedBy(
  node: TypeScript.Node,
): node is TypeScript.VariableDeclaration | TypeScript.PropertyAssignment {
  return ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node);
}
