import type {ListPosition} from '../../state/list/list-position.ts';
import {splitId} from '../../domain/joined-id.ts';
import type {ListState} from '../../state/list/list-state.ts';
import type {TicketRow} from '../../domain/records.ts';
import type {Store} from '../../store/store.ts';
import {textWidth} from '../../text/width.ts';

/** A beginning that several summaries of a view share word for word. */
export type SharedStart = {
  readonly text: string;
  /** Cells of the longest summary that begins so. */
  readonly longest: number;
};

/** How the rows of a view are shortened: the same for all of them, so that nothing changes while they scroll. */
export type RowShape = {
  /** Cells of the longest number. */
  readonly idWidth: number;
  /** So many of the last characters tell the numbers apart. */
  readonly idEnd: number;
  /** Cells of the longest name of an account; 0 where a single one is shown. */
  readonly accountWidth: number;
  /** Longest first. */
  readonly starts: readonly SharedStart[];
};

type Words = Pick<TicketRow, 'account' | 'id' | 'summary'>;

/** The account has a column of its own. */
export function numberOf({id, account}: Pick<TicketRow, 'account' | 'id'>): string {
  return account === undefined ? id : splitId(id, [account]).number;
}

/** Fewer characters at the end of a number are not recognised as one. */
const LEAST_END = 7;
/** Shorter beginnings save too little; fewer rows with the same beginning prove nothing. */
const LEAST_START = 14;
const FEWEST = 3;

/** What these rows have in common, and what tells them apart. */
export function rowShape(rows: readonly Words[]): RowShape {
  return {...idShape(rows), starts: sharedStarts(rows)};
}

function idShape(rows: readonly Words[]): Pick<RowShape, 'idWidth' | 'idEnd' | 'accountWidth'> {
  const ids = [...new Set(rows.map(numberOf))];
  const longest = Math.max(0, ...ids.map((id) => id.length));
  let idEnd = LEAST_END;
  while (idEnd < longest && new Set(ids.map((id) => id.slice(-idEnd))).size < ids.length) idEnd += 1;
  return {
    idWidth: Math.max(0, ...ids.map((id) => textWidth(id))),
    idEnd,
    accountWidth: Math.max(0, ...rows.map(({account = ''}) => textWidth(account))),
  };
}

type Start = {count: number; longest: number; readonly next: Set<string>};

/** Beginnings behind which summaries go on differently. */
function sharedStarts(rows: readonly Words[]): readonly SharedStart[] {
  const starts = new Map<string, Start>();
  for (const {summary} of rows) {
    const width = textWidth(summary);
    for (let at = summary.indexOf(' ', LEAST_START - 1); at !== -1; at = summary.indexOf(' ', at + 1)) {
      const text = summary.slice(0, at + 1);
      const start = starts.get(text) ?? {count: 0, longest: 0, next: new Set<string>()};
      starts.set(text, start);
      start.count += 1;
      start.longest = Math.max(start.longest, width);
      start.next.add(summary.slice(at + 1).split(' ', 1)[0] ?? '');
    }
  }
  return [...starts]
    .filter(([, {count, next}]) => count >= FEWEST && next.size > 1)
    .map(([text, {longest}]) => ({text, longest}))
    .toSorted((one, other) => other.text.length - one.text.length);
}

/** So many rows from the top of a view decide. */
const LOOKED_AT = 200;

/** Gives the shape of a view: made when the view comes, and again only while its tickets are still being read. */
export class RowShapes {
  readonly #store: Pick<Store, 'page' | 'version'>;
  readonly #list: Pick<ListState, 'query'>;
  #name = '';
  #version = -1;
  #isRead = false;
  #shape: RowShape = rowShape([]);

  constructor(store: Pick<Store, 'page' | 'version'>, list: Pick<ListState, 'query'>) {
    this.#store = store;
    this.#list = list;
  }

  /** The shape for what the list shows; `rows` are those on screen, which may be none of those that were looked at. */
  of({view, ibx, choice}: ListPosition, rows: readonly TicketRow[]): RowShape {
    const name = JSON.stringify([view, ibx, choice]);
    if (name !== this.#name || (!this.#isRead && this.#version !== this.#store.version())) this.#look(name);
    const {idWidth, idEnd, accountWidth} = idShape(rows);
    // Numbers with the same end make the column wider; nothing makes it narrower again.
    if (idWidth > this.#shape.idWidth || idEnd > this.#shape.idEnd || accountWidth > this.#shape.accountWidth)
      this.#shape = {
        ...this.#shape,
        idWidth: Math.max(idWidth, this.#shape.idWidth),
        idEnd: Math.max(idEnd, this.#shape.idEnd),
        accountWidth: Math.max(accountWidth, this.#shape.accountWidth),
      };
    return this.#shape;
  }

  #look(name: string): void {
    const rows = this.#store.page(this.#list.query(), 0, LOOKED_AT);
    this.#name = name;
    this.#version = this.#store.version();
    this.#isRead = rows.length > 0 && rows.every(({fetchedAt}) => fetchedAt !== undefined);
    this.#shape = rowShape(rows);
  }
}
