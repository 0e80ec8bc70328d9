import type {Status} from './model.ts';
import type {TicketRow} from './history-row.ts';
import type {OrderWorld} from './orders/order-world.ts';
import type {World} from './world.ts';

/** What is searched: tickets, and behind them the other orders. */
type Rows = Pick<World, 'row' | 'size' | 'version'>;

export type OrderQuery = {
  readonly filters?: {
    readonly ibxs?: readonly string[];
    readonly productTypes?: readonly string[];
    readonly orderStatus?: readonly string[];
    readonly dateRange?: string;
    readonly fromDate?: string;
    readonly toDate?: string;
  };
  readonly source?: readonly string[];
  readonly q?: string;
  readonly sorts?: readonly {readonly name: string; readonly direction: string}[];
  readonly page?: {readonly number?: number; readonly size?: number};
};

export type OrderSearchResult = {
  readonly rows: readonly TicketRow[];
  readonly number: number;
  readonly size: number;
  readonly total: number;
};

export type OrderHistory = {
  /** One page of what matches; `now` in milliseconds since 1970. */
  search: (query: OrderQuery, now: number) => OrderSearchResult;
};

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const RANGES: Readonly<Record<string, number>> = {
  PAST_7_DAYS: 7 * DAY,
  PAST_14_DAYS: 14 * DAY,
  PAST_30_DAYS: 30 * DAY,
  PAST_3_MONTHS: 91 * DAY,
  PAST_6_MONTHS: 182 * DAY,
  PAST_YEAR: YEAR,
};

// A guess: order history has no RESOLVED and no ACTION_REQUIRED, and the vendor says nowhere what they become.
const ORDER_STATUS: Readonly<Record<Status, string>> = {
  SUBMITTED: 'SUBMITTED',
  IN_PROGRESS: 'IN_PROGRESS',
  ACTION_REQUIRED: 'IN_PROGRESS',
  RESOLVED: 'PENDING_QA',
  CLOSED: 'CLOSED',
  CANCELLED: 'CANCELLED',
};

const SOURCES: Readonly<Record<string, (row: TicketRow) => readonly (string | undefined)[]>> = {
  ORDER_NUMBER: (row) => [row.orderNumber],
  PO_NUMBER: (row) => row.purchaseOrders,
  CUSTOMER_REFERENCE_NUMBER: (row) => [row.reference],
  CONTACT_LAST_NAME: (row) => [row.orderingContact.lastName],
  SR_NUMBER: (row) => [row.caseNumber],
  TROUBLE_TICKET_NUMBER: (row) => (row.productTypes.includes('TROUBLE') ? [troubleNumber(row)] : []),
  WORK_ACTIVITY_NUMBER: (row) => row.activityIds,
};

/** The `5-…` number that goes with a trouble order. */
function troubleNumber(row: TicketRow): string | undefined {
  return row.orderNumber?.replace(/^1-/, '5-');
}

export function orderStatusOf(status: Status): string {
  return ORDER_STATUS[status];
}

function joinedRows(tickets: World, others: OrderWorld): Rows {
  return {
    size: () => tickets.size() + others.rows().length,
    version: () => tickets.version() + others.version(),
    row(position) {
      const other = others.rows()[position - tickets.size()];
      return other ?? tickets.row(position);
    },
  };
}

export function createOrderHistory(tickets: World, others: OrderWorld): OrderHistory {
  const world = joinedRows(tickets, others);
  // Paging through 100,000 rows asks the same question 500 times; the last answer is kept.
  let last: {readonly key: string; readonly positions: Int32Array} | undefined;

  function matching(query: OrderQuery, now: number): Int32Array {
    const key = JSON.stringify([{...query, page: undefined}, world.version(), Math.floor(now / 60_000)]);
    if (last?.key === key) return last.positions;
    const positions = sorted(world, query.sorts, filtered(world, query, now));
    last = {key, positions};
    return positions;
  }

  return {
    search(query, now) {
      const number = query.page?.number ?? 0;
      const size = query.page?.size ?? 10;
      const positions = matching(query, now);
      const rows = [...positions.subarray(number * size, (number + 1) * size)].map((position) =>
        world.row(position),
      );
      return {rows, number, size, total: positions.length};
    },
  };
}

/** What was found, and when each row was made, which is asked once: rows are made anew each time. */
type Found = {readonly positions: Int32Array; readonly created: Float64Array};

function filtered(world: Rows, query: OrderQuery, now: number): Found {
  const matches = matcher(query, now);
  const positions = new Int32Array(world.size());
  const created = new Float64Array(world.size());
  let found = 0;
  for (let position = 0; position < positions.length; position += 1) {
    const row = world.row(position);
    if (!matches(row)) continue;
    created[position] = row.created;
    positions[found++] = position;
  }
  return {positions: positions.subarray(0, found), created};
}

function matcher({filters = {}, source = [], q = ''}: OrderQuery, now: number): (row: TicketRow) => boolean {
  const {from, to} = period(filters, now);
  const words = q.trim().toLowerCase();
  const values = (source.length === 0 ? Object.keys(SOURCES) : source).map(
    (name) => SOURCES[name] ?? (() => []),
  );
  return (row) =>
    row.orderNumber !== undefined &&
    !row.foreign &&
    row.created >= from &&
    row.created < to &&
    overlaps(filters.ibxs, row.ibx) &&
    overlaps(filters.productTypes, row.productTypes) &&
    overlaps(filters.orderStatus, [ORDER_STATUS[row.status]]) &&
    (words === '' ||
      values.some((read) => read(row).some((value) => value?.toLowerCase().includes(words) === true)));
}

function overlaps(wanted: readonly string[] | undefined, had: readonly string[]): boolean {
  return wanted === undefined || wanted.length === 0 || had.some((value) => wanted.includes(value));
}

/** Never more than the past twelve months; `dateRange` wins over the dates. */
function period(filters: NonNullable<OrderQuery['filters']>, now: number): {from: number; to: number} {
  const range = RANGES[filters.dateRange ?? ''];
  if (range !== undefined) return {from: now - range, to: Number.POSITIVE_INFINITY};
  const from = usDate(filters.fromDate) ?? 0;
  const to = usDate(filters.toDate);
  return {from: Math.max(from, now - YEAR), to: to === undefined ? Number.POSITIVE_INFINITY : to + DAY};
}

/** Midnight UTC of a mm/dd/yyyy date. */
export function usDate(text: string | undefined): number | undefined {
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text ?? '') ?? [];
  if (month === undefined || day === undefined || year === undefined) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCDate() === Number(day) ? date.getTime() : undefined;
}

function sorted(world: Rows, sorts: OrderQuery['sorts'], {positions, created}: Found): Int32Array {
  const newestFirst = (a: number, b: number): number => (created[b] ?? 0) - (created[a] ?? 0) || a - b;
  const rules = sorts ?? [];
  if (rules.every(({name}) => name === 'CREATED_ON')) {
    const oldest = rules[0]?.direction === 'ASC';
    return positions.sort((a, b) => (oldest ? newestFirst(b, a) : newestFirst(a, b)));
  }
  const keys = rules.map(({name, direction}) => ({name, sign: direction === 'DESC' ? -1 : 1}));
  return positions.sort((a, b) => {
    for (const {name, sign} of keys) {
      const order =
        name === 'CREATED_ON'
          ? -newestFirst(a, b)
          : textOf(world.row(a), name).localeCompare(textOf(world.row(b), name));
      if (order !== 0) return order * sign;
    }
    return newestFirst(a, b);
  });
}

function textOf(row: TicketRow, name: string): string {
  return name === 'ACCOUNT_NUMBER' ? row.accountNumber : row.orderingContact.lastName;
}
