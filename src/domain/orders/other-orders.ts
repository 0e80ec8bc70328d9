/**
 * Orders that are no tickets, as order history lists them: they are shown, never written to. `ORDER` is a kind that
 * this version does not know.
 */
export const ORDER_KINDS = ['SMART_HANDS', 'WORK_VISIT', 'SHIPMENT', 'CROSS_CONNECT', 'ORDER'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** What order history is asked for beside tickets: names of the vendor's. */
export const ORDER_PRODUCTS: readonly string[] = ORDER_KINDS.filter((kind) => kind !== 'ORDER');

/** True of an order that is no ticket. */
export function isOrderKind(kind: string | undefined): kind is OrderKind {
  return ORDER_KINDS.some((known) => known === kind);
}

/** True where only orders that are no tickets are of one of these kinds. */
export function areOrderKinds(kinds: readonly string[] | undefined): boolean {
  return kinds?.every(isOrderKind) === true;
}

/** Trouble tickets first, each in the order in which they were. */
export function ordersLast<T>(all: readonly T[], kindOf: (one: T) => string | undefined): readonly T[] {
  const isOrder = (one: T) => isOrderKind(kindOf(one));
  return [...all.filter((one) => !isOrder(one)), ...all.filter(isOrder)];
}

/**
 * The kind of an order by its texts in order history (`Cross Connect, Smart Hands`): the first known one. Undefined for
 * a trouble ticket, even if other texts stand beside it.
 */
export function orderKindOf(types: readonly string[]): OrderKind | undefined {
  const names = types
    .flatMap((type) => type.split(','))
    .map((type) =>
      type
        .trim()
        .toUpperCase()
        .replaceAll(/[\s-]+/g, '_'),
    );
  if (names.some((name) => /(?<![A-Z])TROUBLE(?![A-Z])/.test(name))) return undefined;
  const found = names.map((name) => name.replace(/S$/, '')).flatMap((name) => BY_NAME.get(name) ?? []);
  return found[0] ?? 'ORDER';
}

const BY_NAME = new Map<string, OrderKind>(ORDER_KINDS.map((kind) => [kind.replace(/S$/, ''), kind]));

/** At most eight letters. */
const ORDER_LABELS: Readonly<Record<OrderKind, string>> = {
  SMART_HANDS: 'hands',
  WORK_VISIT: 'visit',
  SHIPMENT: 'shipment',
  CROSS_CONNECT: 'xconnect',
  ORDER: 'order',
};

/** What the list's column says of a kind; nothing where the service has not said it. */
export function kindLabel(kind: string): string {
  if (isOrderKind(kind)) return ORDER_LABELS[kind];
  return kind === 'UNKNOWN' ? '' : kind;
}

/** Why nothing can be written to it, for people. */
export const ORDER_IS_READ_ONLY =
  'This is an order and no ticket: casedeck only reads orders. Notes and changes to it go through the portal.';

/** Under which name `Store.meta` keeps how far the list of them was read. */
export const ORDERS_LIST = 'sync.orders';
