import {relative} from 'node:path';
import ts from 'typescript';

/** What the code says: which wire names a function handles, and who uses a property of a type. */
export type CodeIndex = {
  /** The names that stand around a wire name in the functions: of properties and variables; undefined where it is not there. */
  readonly namesOf: (functions: readonly FunctionPlace[], wireName: string) => readonly string[] | undefined;
  /** Files (from the repository's root) that use the property of the type; undefined where the type has none of that name. */
  readonly usesOf: (type: string, property: string) => readonly string[] | undefined;
  readonly hasFile: (path: string) => boolean;
  readonly hasFunction: (place: FunctionPlace) => boolean;
};

/** `src/api/decode/decode-ticket.ts#decodeNote`. */
export type FunctionPlace = string;

/** Reads the code with its types. `files` are absolute; `root` is what the answers are relative to. */
export function indexCode(root: string, files: readonly string[], host?: ts.CompilerHost): CodeIndex {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    jsx: ts.JsxEmit.ReactJSX,
    types: [],
    noEmit: true,
    strict: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
  const program = ts.createProgram([...files], options, host);
  const checker = program.getTypeChecker();
  const path = (file: ts.SourceFile) => relative(root, file.fileName).replaceAll('\\', '/');
  const sources = program.getSourceFiles().filter((file) => files.includes(file.fileName));
  const byPath = new Map(sources.map((file) => [path(file), file]));
  const properties = declaredProperties(sources);
  const uses = usesOfProperties(checker, sources, properties, path);
  const functionAt = (place: FunctionPlace) => {
    const [file = '', name = ''] = place.split('#');
    const source = byPath.get(file);
    return source === undefined ? undefined : findFunction(source, name);
  };
  return {
    hasFile: (file) => byPath.has(file),
    hasFunction: (place) => functionAt(place) !== undefined,
    namesOf: (functions, wireName) => {
      const found = functions.flatMap((place) => {
        const node = functionAt(place);
        return node === undefined ? [] : namesAround(node, wireName);
      });
      return found.length === 0 ? undefined : [...new Set(found.flat())];
    },
    usesOf: (type, property) => {
      const declared = properties.get(`${type}.${property}`);
      return declared === undefined ? undefined : [...(uses.get(declared) ?? [])].toSorted();
    },
  };
}

/** The properties that the type aliases declare, by `Type.property` or `Type.property.inner`. */
function declaredProperties(sources: readonly ts.SourceFile[]): ReadonlyMap<string, ts.Node> {
  const found = new Map<string, ts.Node>();
  for (const source of sources) {
    for (const statement of source.statements) {
      if (!ts.isTypeAliasDeclaration(statement)) continue;
      const visit = (node: ts.Node, path: string) => {
        const isProperty = ts.isPropertySignature(node);
        const inner = isProperty ? `${path}.${node.name.getText(source)}` : path;
        if (isProperty) found.set(inner, node);
        ts.forEachChild(node, (child) => visit(child, inner));
      };
      visit(statement.type, statement.name.text);
    }
  }
  return found;
}

function usesOfProperties(
  checker: ts.TypeChecker,
  sources: readonly ts.SourceFile[],
  properties: ReadonlyMap<string, ts.Node>,
  path: (file: ts.SourceFile) => string,
): ReadonlyMap<ts.Node, ReadonlySet<string>> {
  const wanted = new Set(properties.values());
  const names = new Set([...properties.keys()].map((key) => key.split('.').at(-1)));
  const uses = new Map<ts.Node, Set<string>>();
  for (const source of sources) {
    const note = (symbol: ts.Symbol | undefined) => {
      for (const declaration of symbol?.declarations ?? []) {
        if (!wanted.has(declaration)) continue;
        const files = uses.get(declaration) ?? new Set();
        uses.set(declaration, files.add(path(source)));
      }
    };
    const visit = (node: ts.Node) => {
      note(propertyUsed(checker, node, names));
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return uses;
}

/** The property that a node reads (`ticket.status`, `{status}`) or gives (`{status: …}`). */
function propertyUsed(
  checker: ts.TypeChecker,
  node: ts.Node,
  names: ReadonlySet<string | undefined>,
): ts.Symbol | undefined {
  if (ts.isPropertyAccessExpression(node))
    return names.has(node.name.text) ? checker.getSymbolAtLocation(node.name) : undefined;
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = (node.propertyName ?? node.name).getText();
    return names.has(name) ? checker.getTypeAtLocation(node.parent).getProperty(name) : undefined;
  }
  if (
    (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) &&
    ts.isObjectLiteralExpression(node.parent)
  ) {
    const name = node.name.getText();
    const type = names.has(name) ? checker.getContextualType(node.parent) : undefined;
    return type === undefined ? undefined : checker.getNonNullableType(type).getProperty(name);
  }
  return undefined;
}

function findFunction(source: ts.SourceFile, name: string): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node) => {
    if (nameOf(node)?.getText(source) === name) found ??= node;
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function nameOf(node: ts.Node): ts.Node | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name;
  return ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) ? node.name : undefined;
}

/** For each place of the name in a function: what it is given to there. */
function namesAround(scope: ts.Node, wireName: string): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const visit = (node: ts.Node) => {
    const isName =
      (ts.isStringLiteral(node) || ts.isIdentifier(node)) &&
      node.text === wireName &&
      !ts.isTypeNode(node.parent);
    if (isName) found.push([...ancestorNames(node, scope)]);
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return found;
}

function* ancestorNames(node: ts.Node, scope: ts.Node): Generator<string> {
  for (let at: ts.Node | undefined = node; at !== undefined && at !== scope; at = at.parent) {
    if (ts.isShorthandPropertyAssignment(at)) yield at.name.getText();
    else if (ts.isPropertyAssignment(at) || ts.isVariableDeclaration(at)) yield at.name.getText();
    else if (ts.isBindingElement(at)) yield (at.propertyName ?? at.name).getText();
  }
}
