import {largest} from '../largest.ts';
import type {HtmlNode} from '../tree/html-node.ts';
import type {TextWriter} from '../text-writer.ts';

/** A cell while the mail is read. */
export type Cell = {
  readonly writer: TextWriter;
  readonly heading: boolean;
  readonly columns: number;
  /** 0: all rows to the end of its section. */
  readonly rows: number;
};

export type Row = {readonly cells: Cell[]; readonly section: number; readonly part: 'head' | 'body' | 'foot'};

const MOST_SPAN = 100;
/** Two cells beside each other with more than this are columns of a page, not data. */
const LONG_CELL = 160;
/** What is more than a person compares, and what costs too much to align. */
const MOST_COLUMNS = 60;
const MOST_NESTED = 2;

/** A table while the mail is read: its rows, and what tells whether it holds data or only arranges the page. */
export class MailTable {
  readonly rows: Row[] = [];
  readonly captions: TextWriter[] = [];
  /** It says itself that it only arranges the page. */
  readonly isPresentation: boolean;
  readonly #isData: boolean;
  #section = 0;
  #part: Row['part'] = 'body';

  constructor(node: HtmlNode) {
    const role = node.attribute('role')?.trim().toLowerCase();
    this.isPresentation = role === 'presentation' || role === 'none';
    this.#isData = role === 'table' || role === 'grid' || node.attribute('summary')?.trim() !== undefined;
  }

  section(name: string): void {
    this.#section += 1;
    this.#part = name === 'thead' ? 'head' : name === 'tfoot' ? 'foot' : 'body';
  }

  row(): void {
    this.rows.push({cells: [], section: this.#section, part: this.#part});
  }

  cell(node: HtmlNode, writer: TextWriter): void {
    this.rows.at(-1)?.cells.push({
      writer,
      heading: node.name === 'th',
      columns: Math.max(1, span(node, 'colspan')),
      rows: span(node, 'rowspan'),
    });
  }

  /** The rows as a browser shows them: heads first, feet last. */
  ordered(): readonly Row[] {
    const of = (part: Row['part']) => this.rows.filter((row) => row.part === part);
    return this.rows.every(({part}) => part === 'body')
      ? this.rows
      : [...of('head'), ...of('body'), ...of('foot')];
  }

  /** Whether its cells belong together by row and column; else it only arranges the page, and is read cell by cell. */
  get holdsData(): boolean {
    if (this.isPresentation) return false;
    if (!this.rows.some((row) => row.cells.length > 1)) return false;
    const cells = this.rows.flatMap((row) => row.cells);
    if (this.rows.some((row) => row.cells.length > MOST_COLUMNS)) return false;
    if (cells.some(({writer}) => writer.isQuoting)) return false;
    const isHeaded = this.#isData || this.captions.some((caption) => !caption.isEmpty) || this.#hasHeadings();
    const nested = largest(cells.map(({writer}) => writer.tables));
    if (nested > 0) return isHeaded && nested <= MOST_NESTED;
    if (isHeaded) return true;
    return !cells.some(({writer}) => writer.hasStructure) && !this.rows.some((row) => isPageRow(row));
  }

  /** A first row of headings above rows of the same number of cells. */
  #hasHeadings(): boolean {
    const [first, ...others] = this.ordered().filter(({cells}) => cells.length > 0);
    if (first === undefined || !first.cells.every(({heading}) => heading) || first.cells.length < 2)
      return false;
    return others.some(({cells}) => cells.some(({heading}) => !heading) && cells.length > 1);
  }
}

/** Text beside text, as in a newsletter of two columns. */
function isPageRow({cells}: Row): boolean {
  return cells.filter(({writer}) => writer.seen > LONG_CELL).length > 1;
}

function span(node: HtmlNode, name: string): number {
  const said = /^\s*\+?(\d{1,6})/.exec(node.attribute(name) ?? '')?.[1];
  return said === undefined ? 1 : Math.min(name === 'colspan' ? MOST_SPAN : 65_534, Number(said));
}
