import type {Api, Download} from '../../../api/api.ts';
import {isNoSuchPath} from '../../../api/oddity-watch.ts';
import type {SiteNotice} from '../../../domain/notices/site-notice.ts';
import {ORDER_PRODUCTS} from '../../../domain/orders/other-orders.ts';
import type {Ticket, TicketSummary} from '../../../domain/ticket.ts';
import {ApiError, AppError} from '../../../errors.ts';

// One read of each part of the service, in words for doctor and the first contact. What an account may not read is off:
// that is said, and is no failure.

/** Rows of order history that are tried: one may belong to somebody else. */
export const ROWS_TRIED = 5;

const DAY_MS = 24 * 3_600_000;
const BACK_DAYS = 30;
const AHEAD_DAYS = 400;

/** Notices of the past 30 days and what is planned; words where this account may not read them. */
export async function noticesOf(api: Pick<Api, 'searchNotices'>): Promise<readonly SiteNotice[] | string> {
  const now = Date.now();
  const range = {from: now - BACK_DAYS * DAY_MS, to: now + AHEAD_DAYS * DAY_MS};
  return await unlessForbidden(
    async () => (await api.searchNotices({...range, offset: 0})).notices,
    'this account has no permission "IBX Services Notifications"',
  );
}

/** The same in words. */
export function noticesText(found: readonly SiteNotice[] | string): string {
  return typeof found === 'string' ? found : `${found.length} of the past 30 days and to come`;
}

/** What the newer API of notices says, in words. */
export async function newerNoticesText(api: Pick<Api, 'findNotices'>): Promise<string> {
  return await unlessForbidden(
    async () => `${(await api.findNotices({offset: 0})).rows} of the latest`,
    'this account may not read them',
  );
}

/** How many, and the number of one, to read it in full. */
export type Some = {readonly total: number; readonly first: string | undefined};

/** Orders that are no tickets; words where this account may not read them. */
export async function otherOrdersOf(api: Pick<Api, 'searchOrders'>): Promise<Some | string> {
  return await unlessForbidden(async () => {
    const page = await api.searchOrders({
      productTypes: ORDER_PRODUCTS,
      dateRange: 'PAST_YEAR',
      size: ROWS_TRIED,
    });
    return {total: page.totalElements, first: page.tickets[0]?.id};
  }, 'this account may not read them');
}

/** What is installed, and of a cross connect, if there is one, the number; words where this account may not read it. */
export async function assetsOf(api: Pick<Api, 'searchAssets'>): Promise<Some | string> {
  return await unlessForbidden(async () => {
    const {assets, total} = await api.searchAssets({});
    const asset = assets.find(({product}) => product === 'CROSS_CONNECT') ?? assets[0];
    return {total, first: asset?.number};
  }, 'this account has no permission "View Install Base"');
}

/**
 * Message: can a ticket's order be asked for questions? An answer that the service knows no such order, or that none
 * waits, is a success: then the user answers with a note. Throws if it cannot be asked at all.
 */
export async function questionsText(
  api: Pick<Api, 'listNegotiations'>,
  rows: readonly Pick<TicketSummary, 'id' | 'status'>[],
): Promise<string> {
  const [row] = rows.toSorted((one, other) => Number(isAsking(other)) - Number(isAsking(one)));
  if (row === undefined) return 'no ticket is known to ask about';
  return await unlessForbidden(async () => {
    try {
      const {length} = await api.listNegotiations(row.id);
      return `${length} wait for an answer on one ticket`;
    } catch (error) {
      if (!isNoneThere(error)) throw error;
      return 'the service knows none for one ticket; a note is the answer there';
    }
  }, 'this account may not read them');
}

function isAsking({status}: Pick<TicketSummary, 'status'>): boolean {
  return status === 'ACTION_REQUIRED';
}

/** In the service's own words: no such order, or none that waits. */
function isNoneThere(error: unknown): boolean {
  return (
    error instanceof ApiError && [400, 404, 409, 422].includes(error.status ?? 0) && !isNoSuchPath(error)
  );
}

async function unlessForbidden<T>(read: () => Promise<T>, words: string): Promise<T | string> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'forbidden') throw error;
    return `off: ${words}`;
  }
}

/** The first row that can be read; of rows that are not known to the service the next is tried. */
export async function firstReadable(
  api: Pick<Api, 'getTicket'>,
  rows: readonly Pick<TicketSummary, 'id'>[],
): Promise<Ticket> {
  let last: unknown;
  for (const {id} of rows.slice(0, ROWS_TRIED)) {
    try {
      return (await api.getTicket(id)).ticket;
    } catch (error) {
      last = error;
      const isOfOne = error instanceof AppError && ['not-found', 'forbidden'].includes(error.kind);
      if (!isOfOne || isNoSuchPath(error)) break;
    }
  }
  throw last;
}

/** Begins a file and leaves it. */
export async function leave({body}: Download): Promise<void> {
  const reader = body.getReader();
  await reader.read();
  await reader.cancel();
}
