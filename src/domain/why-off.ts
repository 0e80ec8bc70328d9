import {ApiError, describeError} from '../errors.ts';
import {beginSentence} from '../text/sentence.ts';
import type {Aside, AsideState} from './aside-state.ts';

/** Without the permission, or the operation, it is tried again only this often. */
const OFF_MS = 12 * 3_600_000;
/** Answers of a service that has no such operation. */
const NO_OPERATION = [405, 410, 501];

type Refusals = {
  /** What a 403 means, behind "this account may not read them". */
  readonly forbidden: (title: string) => string;
  /** Which answers say that there is nothing to read at all, and where its path is set. */
  readonly none?: {readonly statuses: readonly number[]; readonly path: string};
};

const REFUSALS: Readonly<Record<Aside, Refusals>> = {
  notices: {
    forbidden: () => needs('IBX Services Notifications'),
    none: {
      statuses: [404, ...NO_OPERATION],
      path: 'searchNotices in [api.paths], or set notices.source to "off"',
    },
  },
  questions: {
    forbidden: () => '; only the ordering and the technical contact answer in the portal.',
    // 404: this order asks nothing.
    none: {statuses: NO_OPERATION, path: 'listNegotiations in [api.paths]'},
  },
  // Their operation is the one that lists the tickets.
  orders: {
    forbidden: (title) => ` (${title}) Your administrator gives the permissions to order them in the portal.`,
  },
  assets: {
    forbidden: () => needs('View Install Base'),
    none: {statuses: [404, ...NO_OPERATION], path: 'searchAssets in [api.paths]'},
  },
};

function needs(permission: string): string {
  return `. It needs the permission "${permission}", which your administrator gives in the portal.`;
}

/** Why it makes no sense to ask again soon; undefined if it does. */
export function whyOff(aside: Aside, error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const {forbidden, none} = REFUSALS[aside];
  if (error.status === 403) return `this account may not read them${forbidden(describeError(error).title)}`;
  if (none?.statuses.includes(error.status ?? 0) !== true) return undefined;
  return `the service has none where casedeck looks. Look at the path of ${none.path}.`;
}

/** The same as it is kept; nothing where it may be asked for again. */
export function offState(aside: Aside, error: unknown, now: number): Pick<AsideState, 'off'> {
  const words = whyOff(aside, error);
  return words === undefined ? {} : {off: {words, until: now + OFF_MS}};
}

/** The failure with what to do about it, where it turns reading off. */
export function withWhyOff(aside: Aside, error: unknown): unknown {
  const words = whyOff(aside, error);
  if (words === undefined || !(error instanceof ApiError)) return error;
  return error.with({hint: beginSentence(words)});
}
