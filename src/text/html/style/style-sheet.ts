import type {HtmlNode} from '../tree/html-node.ts';
import {readStyle, styleDeclarations, type Declarations, type Style} from './style-declarations.ts';
import {matches, parseSelector, type Selector} from './style-selector.ts';
import {styleRules} from './style-rules.ts';

type Rule = {readonly selector: Selector; readonly style: Style; readonly order: number};

/** Rules that say whether and how text is shown; all others are of no use here. */
const RELEVANT =
  /(?:^|[;\s{/])(?:display|visibility|opacity|max-height|height|overflow|content-visibility|white-space|text-decoration|font-size|float)\b/i;
/** More than any mail has; what is beyond only costs time. */
const MOST_TEXT = 500_000;
const MOST_RULES = 3000;
const MOST_CLASSES = 50;
const STEP = 50;

/** What the style sheets of a mail and the style attribute of an element say of it together. */
export class StyleSheet {
  readonly #byName = new Map<string, Rule[]>();
  #count = 0;

  /** Reads the `style` elements of a mail, in steps. */
  static *read(elements: readonly HtmlNode[]): Generator<void, StyleSheet> {
    const sheet = new StyleSheet();
    let room = MOST_TEXT;
    for (const element of elements) {
      const text = element.text(room).slice(0, room);
      room -= text.length;
      for (const {selectors, body} of styleRules(text, element.attribute('media') ?? '')) {
        sheet.#add(selectors, body);
        if (sheet.#count % STEP === STEP - 1) yield;
        if (sheet.#count > MOST_RULES) return sheet;
      }
      yield;
    }
    return sheet;
  }

  declarations(node: HtmlNode): Declarations {
    const own = node.attribute('style');
    const rules = this.#count === 0 ? [] : this.#rules(node);
    if (rules.length === 0) return styleDeclarations(own);
    const values = new Map<string, string>();
    const important = new Set<string>();
    for (const style of [...rules.map((rule) => rule.style), readStyle(own ?? '')]) {
      for (const [property, value] of style.values) {
        const isImportant = style.important.has(property);
        if (important.has(property) && !isImportant) continue;
        if (isImportant) important.add(property);
        values.set(property, value);
      }
    }
    return values;
  }

  #add(selectors: string, body: string): void {
    this.#count += 1;
    if (!RELEVANT.test(body)) return;
    const style = readStyle(body);
    for (const text of selectors.split(',')) {
      const selector = parseSelector(text);
      if (selector === undefined) continue;
      const rules = this.#byName.get(selector.key) ?? [];
      this.#byName.set(selector.key, rules);
      rules.push({selector, style, order: this.#count});
    }
  }

  /** The rules for an element, the one that counts most last. */
  #rules(node: HtmlNode): readonly Rule[] {
    const names = ['*', node.name];
    const id = node.attribute('id');
    if (id !== undefined) names.push(`#${id}`);
    const classes = node.attribute('class')?.slice(0, 2000).split(/\s+/) ?? [];
    for (const name of classes.slice(0, MOST_CLASSES)) names.push(`.${name}`);
    const found: Rule[] = [];
    for (const name of names) {
      for (const rule of this.#byName.get(name) ?? []) if (matches(rule.selector, node)) found.push(rule);
    }
    return found.sort((a, b) => a.selector.weight - b.selector.weight || a.order - b.order);
  }
}
