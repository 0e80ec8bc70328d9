import type {Token} from 'parse5';

/** The name of text nodes; elements have their tag's. */
export const TEXT = '#text';

/**
 * A node of the tree that a browser would build. Children are a chain, not a list: moving nodes about, as
 * broken HTML makes a parser do, then costs the same however many there are.
 */
export class HtmlNode {
  readonly name: string;
  readonly namespace: string;
  attributes: Token.Attribute[];
  /** The text of a text node; for an element that HTML does not know, its tag as it was written. */
  value: string;
  parent: HtmlNode | null = null;
  previous: HtmlNode | null = null;
  next: HtmlNode | null = null;
  first: HtmlNode | null = null;
  last: HtmlNode | null = null;

  constructor(name: string, namespace: string, attributes: Token.Attribute[], value: string) {
    this.name = name;
    this.namespace = namespace;
    this.attributes = attributes;
    this.value = value;
  }

  /** The value of an attribute, if there is one. */
  attribute(name: string): string | undefined {
    for (const attribute of this.attributes) if (attribute.name === name) return attribute.value;
    return undefined;
  }

  append(node: HtmlNode): void {
    this.insert(node, null);
  }

  insert(node: HtmlNode, before: HtmlNode | null): void {
    node.remove();
    node.parent = this;
    node.next = before;
    node.previous = before === null ? this.last : before.previous;
    if (node.previous === null) this.first = node;
    else node.previous.next = node;
    if (before === null) this.last = node;
    else before.previous = node;
  }

  remove(): void {
    const {parent, previous, next} = this;
    if (parent === null) return;
    if (previous === null) parent.first = next;
    else previous.next = next;
    if (next === null) parent.last = previous;
    else next.previous = previous;
    this.parent = null;
    this.previous = null;
    this.next = null;
  }

  children(): HtmlNode[] {
    const list: HtmlNode[] = [];
    for (let node = this.first; node !== null; node = node.next) list.push(node);
    return list;
  }

  /** The text in it, of at most about `most` characters, from at most as many nodes. */
  text(most: number): string {
    let text = '';
    let node: HtmlNode | null = this.first;
    for (let steps = 0; node !== null && text.length < most && steps < most; steps += 1) {
      if (node.name === TEXT) text += node.value;
      node = node.following(this);
    }
    return text;
  }

  /** The next node in the order of the document, within `root`. */
  following(root: HtmlNode): HtmlNode | null {
    return this.first ?? nextOutside(this, root);
  }
}

function nextOutside(start: HtmlNode, root: HtmlNode): HtmlNode | null {
  let node: HtmlNode | null = start;
  while (node !== null && node !== root) {
    if (node.next !== null) return node.next;
    node = node.parent;
  }
  return null;
}
