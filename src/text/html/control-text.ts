import {oneLine} from './element-text.ts';
import type {HtmlNode} from './tree/html-node.ts';

const LONGEST_OPTION = 1000;
type Shown = (value: string, node: HtmlNode) => string | undefined;

const checked = (node: HtmlNode) => node.attribute('checked') !== undefined;

/** What fields of a kind show; where a button says nothing, what browsers write on it. */
const INPUTS: Readonly<Record<string, Shown>> = {
  hidden: () => undefined,
  checkbox: (_value, node) => (checked(node) ? '[x]' : '[ ]'),
  radio: (_value, node) => (checked(node) ? '(x)' : '( )'),
  submit: (value) => `[${value || 'Submit'}]`,
  reset: (value) => `[${value || 'Reset'}]`,
  button: (value) => (value === '' ? undefined : `[${value}]`),
  image: (value, node) => `[${oneLine(node.attribute('alt') ?? '') || value || 'Submit'}]`,
  file: () => '[Choose file]',
  password: (value, node) => (value === '' ? placeholder(node) : '[****]'),
};

/** What an input field shows; undefined where nothing is to be seen. */
export function inputText(node: HtmlNode): string | undefined {
  const type = (node.attribute('type') ?? 'text').trim().toLowerCase();
  const value = oneLine(node.attribute('value') ?? '');
  const known = Object.hasOwn(INPUTS, type) ? INPUTS[type] : undefined;
  if (known !== undefined) return known(value, node);
  return value === '' ? placeholder(node) : `[${value}]`;
}

function placeholder(node: HtmlNode): string {
  return `[${oneLine(node.attribute('placeholder') ?? '') || '____'}]`;
}

type Option = {readonly words: string; readonly chosen: boolean; readonly disabled: boolean};

/** What a choice shows: the chosen option, or all of them where all are in sight. */
export function selectText(node: HtmlNode): readonly string[] {
  const options: Option[] = [];
  for (let at = node.following(node); at !== null; at = at.following(node)) {
    if (at.name !== 'option' || at.attribute('hidden') !== undefined) continue;
    options.push({
      words: oneLine(at.attribute('label') || at.text(LONGEST_OPTION)),
      chosen: at.attribute('selected') !== undefined,
      disabled: at.attribute('disabled') !== undefined,
    });
  }
  const isList = node.attribute('multiple') !== undefined || Number(node.attribute('size') ?? 0) > 1;
  if (isList) return options.map(({words, chosen}) => `${chosen ? '[x]' : '[ ]'} ${words}`);
  const shown =
    options.findLast(({chosen}) => chosen) ?? options.find(({disabled}) => !disabled) ?? options[0];
  return shown === undefined ? [] : [`[${shown.words}]`];
}

/** How far a bar is filled. */
export function meterText(node: HtmlNode): string | undefined {
  const value = node.attribute('value');
  if (value === undefined) return undefined;
  const low = Number(node.attribute('min') ?? 0);
  const share = (Number(value) - low) / (Number(node.attribute('max') ?? 1) - low);
  return Number.isFinite(share) ? `[${Math.round(Math.min(1, Math.max(0, share)) * 100)}%]` : undefined;
}
