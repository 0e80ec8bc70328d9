import {layerOf, sourcePath, type Rule} from './rule.ts';

const INTERFACE_LAYERS = new Set(['app', 'screens', 'components', 'hooks', 'state']);
const INK_INPUT = new Set(['useInput', 'usePaste', 'useStdin']);
const KEY_FLAGS =
  /^(?:return|escape|tab|backspace|delete|ctrl|meta|shift|(?:up|down|left|right)Arrow|page(?:Up|Down)|home|end)$/;
const KEY_NAMES =
  /^(?:enter|return|esc|escape|tab|space|backspace|delete|up|down|left|right|home|end|pageup|pagedown|(?:ctrl|alt|shift)-.+|.)$/su;
const KEY_HOLDERS = /^(?:key|input|keypress|char)$/;

const ADVICE =
  "Keys are defined only in src/keys, so that help, footer, palette and the user's own keys are always right. " +
  "Add a command to the key table and handle it with useKeys(context, {'command.id': action}).";

type Node = {readonly type: string; readonly [name: string]: unknown};

/** Whether the node is called like a raw key: `key`, `input`, `event.key`, `event.name`. */
function holdsKey(node: Node): boolean {
  if (node.type === 'Identifier') return KEY_HOLDERS.test(String(node['name']));
  if (node.type !== 'MemberExpression') return false;
  const property = String((node['property'] as Node)['name']);
  const object = String((node['object'] as Node)['name']);
  return /^(?:event|key|keypress)$/.test(object) && /^(?:key|name|input|sequence|raw)$/.test(property);
}

function isKeyLiteral(node: Node): boolean {
  return node.type === 'Literal' && typeof node['value'] === 'string' && KEY_NAMES.test(node['value']);
}

/** True for files that turn raw input into commands, and for layers that handle no keys. */
function isExempt(file: string): boolean {
  const path = sourcePath(file);
  return (
    path === undefined || !INTERFACE_LAYERS.has(layerOf(path)) || /^hooks\/(?:keys|KeysProvider)/.test(path)
  );
}

export const keysInKeymap: Rule = {
  meta: {
    type: 'problem',
    docs: {description: 'Raw keys are read in one place; all other code uses command ids.'},
  },
  create(context) {
    if (isExempt(context.filename)) return {};
    const report = (node: unknown, what: string) =>
      context.report({node: node as never, message: `${what} ${ADVICE}`});
    return {
      ImportSpecifier: (node) => {
        const source = (node.parent as unknown as {source?: {value?: unknown}}).source?.value;
        const name = node.imported.type === 'Identifier' ? node.imported.name : '';
        if (source === 'ink' && INK_INPUT.has(name)) report(node, `${name} of ink gets every key.`);
      },
      BinaryExpression: (node) => {
        const {operator, left, right} = node as unknown as {operator: string; left: Node; right: Node};
        if (!/^[!=]==?$/.test(operator)) return;
        const raw = (holdsKey(left) && isKeyLiteral(right)) || (holdsKey(right) && isKeyLiteral(left));
        if (raw) report(node, 'This compares a raw key.');
      },
      SwitchStatement: (node) => {
        const {discriminant, cases} = node as unknown as {
          discriminant: Node;
          cases: readonly {test: Node | null}[];
        };
        const keys = cases.some(({test}) => test !== null && isKeyLiteral(test));
        if (holdsKey(discriminant) && keys) report(node, 'This switches on a raw key.');
      },
      MemberExpression: (node) => {
        const {object, property} = node as unknown as {object: Node; property: Node};
        if (object['name'] === 'key' && KEY_FLAGS.test(String(property['name'])))
          report(node, 'This reads a raw key.');
      },
    };
  },
};
