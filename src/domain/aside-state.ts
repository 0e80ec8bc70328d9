import type {Millis} from './records.ts';

/** What is read beside the tickets, each with the name under which `Store.meta` keeps its state. */
export const ASIDE_NAMES = {
  notices: 'sync.notices',
  questions: 'sync.negotiations',
  orders: 'sync.orders.state',
  assets: 'sync.assets',
} as const;
export type Aside = keyof typeof ASIDE_NAMES;
export const ASIDES = ['notices', 'questions', 'orders'] as const satisfies readonly Aside[];

/** The state of one of these readings; kept in the store, so processes share it. */
export type AsideState = {
  /** When it was last read, and when everything that views show was last read. */
  readonly at?: Millis;
  readonly wholeAt?: Millis;
  /** Why it is switched off, and when it is tried again. */
  readonly off?: {readonly words: string; readonly until: Millis};
  /** Why the last look failed, until one succeeds. */
  readonly trouble?: string;
};

/** What is kept of it; nothing where that cannot be read. */
export function asideState(
  store: {readonly meta: (name: string) => string | undefined},
  aside: Aside,
): AsideState {
  try {
    const value: unknown = JSON.parse(store.meta(ASIDE_NAMES[aside]) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

const WORDS: Readonly<Record<Aside, string>> = {
  notices: 'Notices',
  questions: 'Questions of orders',
  orders: 'Other orders',
  assets: 'Assets',
};

/** Message for the user: why there is nothing to see, or why it may be old; undefined if all is well. */
export function asideTrouble(aside: Aside, {off, trouble}: AsideState): string | undefined {
  if (off !== undefined) return `${WORDS[aside]} are off: ${off.words}`;
  return trouble === undefined ? undefined : `${WORDS[aside]} could not be read: ${trouble}`;
}

export const NOTICES_OFF = 'Notices are off in the configuration (notices.source).';
export const ORDERS_OFF = 'Other orders are off in the configuration (orders.show).';
