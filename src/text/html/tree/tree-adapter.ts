import {html, type TreeAdapter, type TreeAdapterTypeMap} from 'parse5';
import {HtmlNode, TEXT} from './html-node.ts';

export type Tree = TreeAdapterTypeMap<
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode
>;

const COMMENT = '#comment';
/** More attributes than this on `html` and `body` are no mail's. */
const MOST_ADOPTED = 100;
const NO_NAMESPACE = '';
/** Of texts, which never get any. */
const NO_ATTRIBUTES: HtmlNode['attributes'] = [];

/** How parse5 builds our tree. Comments and scripts leave nothing in it. */
export class MailTree implements TreeAdapter<Tree> {
  /** How many nodes there are, those that were moved or dropped included. */
  count = 0;
  /** The names of maps that a picture uses: others are not shown. */
  readonly maps = new Set<string>();
  /** A tag stood before the text that is read next. */
  isParted = false;
  /** Its style sheets. */
  readonly styles: HtmlNode[] = [];
  /** What addresses without a host refer to. */
  base = '';
  /** The tag of an unknown name that is being read, as it was written; else nothing. */
  source = '';
  #mode = html.DOCUMENT_MODE.NO_QUIRKS;

  createElement(name: string, namespace: html.NS, attributes: HtmlNode['attributes']): HtmlNode {
    const written = this.source.slice(1, 1 + name.length).toLowerCase() === name ? this.source : '';
    const node = this.#node(name, namespace, attributes, written);
    const map =
      name === 'img' || name === 'object' || name === 'input' ? node.attribute('usemap') : undefined;
    if (name === 'style') this.styles.push(node);
    if (name === 'base') this.base ||= node.attribute('href') ?? '';
    if (map !== undefined) this.maps.add(map.replace(/^#/, ''));
    return node;
  }

  createDocument = (): HtmlNode => this.#node('#document');
  createDocumentFragment = (): HtmlNode => this.#node('#document-fragment');
  createCommentNode = (): HtmlNode => this.#node(COMMENT);
  createTextNode = (value: string): HtmlNode => this.#node(TEXT, NO_NAMESPACE, [], value);

  appendChild(parent: HtmlNode, node: HtmlNode): void {
    if (node.name !== COMMENT) parent.append(node);
  }

  insertBefore(parent: HtmlNode, node: HtmlNode, before: HtmlNode): void {
    if (node.name !== COMMENT) parent.insert(node, before);
  }

  insertText(parent: HtmlNode, text: string): void {
    if (parent.name === 'script') return;
    if (parent.last?.name === TEXT) parent.last.value += text;
    else parent.append(this.createTextNode(text));
  }

  insertTextBefore(parent: HtmlNode, text: string, before: HtmlNode): void {
    // What stood in different places of a table meets before it: its words do not.
    if (before.previous?.name === TEXT) before.previous.value += this.isParted ? `\n${text}` : text;
    else parent.insert(this.createTextNode(text), before);
    this.isParted = false;
  }

  detachNode(node: HtmlNode): void {
    node.remove();
  }

  adoptAttributes(element: HtmlNode, attributes: HtmlNode['attributes']): void {
    for (const attribute of attributes.slice(0, MOST_ADOPTED)) {
      if (element.attributes.length >= MOST_ADOPTED) return;
      if (element.attribute(attribute.name) === undefined) element.attributes.push(attribute);
    }
  }

  /** What is in a template is not shown: it hangs on nothing. */
  getTemplateContent = (): HtmlNode => this.createDocumentFragment();
  setTemplateContent(): void {}

  getAttrList = (node: HtmlNode): HtmlNode['attributes'] => node.attributes;
  getChildNodes = (node: HtmlNode): HtmlNode[] => node.children();
  getFirstChild = (node: HtmlNode): HtmlNode | null => node.first;
  getNamespaceURI = (node: HtmlNode): html.NS => node.namespace as html.NS;
  getParentNode = (node: HtmlNode): HtmlNode | null => node.parent;
  getTagName = (node: HtmlNode): string => node.name;
  getTextNodeContent = (node: HtmlNode): string => node.value;
  getCommentNodeContent = (): string => '';
  getDocumentMode = (): html.DOCUMENT_MODE => this.#mode;
  getDocumentTypeNodeName = (): string => '';
  getDocumentTypeNodePublicId = (): string => '';
  getDocumentTypeNodeSystemId = (): string => '';
  getNodeSourceCodeLocation = (): undefined => undefined;
  setNodeSourceCodeLocation(): void {}
  updateNodeSourceCodeLocation(): void {}
  setDocumentType(): void {}

  setDocumentMode(_document: HtmlNode, mode: html.DOCUMENT_MODE): void {
    this.#mode = mode;
  }

  isCommentNode = (node: HtmlNode): node is HtmlNode => node.name === COMMENT;
  isDocumentTypeNode = (_node: HtmlNode): _node is HtmlNode => false;
  isElementNode = (node: HtmlNode): node is HtmlNode => !node.name.startsWith('#');
  isTextNode = (node: HtmlNode): node is HtmlNode => node.name === TEXT;

  #node(
    name: string,
    namespace = NO_NAMESPACE,
    attributes: HtmlNode['attributes'] = NO_ATTRIBUTES,
    value = '',
  ): HtmlNode {
    this.count += 1;
    return new HtmlNode(name, namespace, attributes, value);
  }
}
