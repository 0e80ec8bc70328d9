import type {Api} from '../../../api/api.ts';
import type {TicketSummary} from '../../../domain/ticket.ts';
import {toSafeLine} from '../../../text/safe/to-safe-text.ts';
import {
  assetsOf,
  firstReadable,
  noticesOf,
  noticesText,
  otherOrdersOf,
  questionsText,
  type Some,
} from '../first-contact/first-reads.ts';
import {describeError} from '../../../errors.ts';
import {failed, ok, warning, type Check} from './check.ts';

export type ServiceFacts = {
  readonly api: Api;
  /** A ticket that this profile has read before, if any. */
  readonly knownTicket: string | undefined;
  /** Whether orders that are no tickets are shown. */
  readonly otherOrders: boolean;
  readonly now: () => number;
};

/** The token and one read of each API. A refused sign-in is one request, and ends it. */
export async function checkService({
  api,
  knownTicket,
  otherOrders,
  now,
}: ServiceFacts): Promise<readonly Check[]> {
  const signIn = await attempt('Sign-in', async () => {
    const {userName, expiresAt} = await api.identify();
    const minutes = Math.round((expiresAt - now()) / 60_000);
    const life = Number.isFinite(minutes) ? `, the token is good for ${minutes} min` : '';
    return `accepted${userName === undefined ? '' : ` as ${userName}`}${life}`;
  });
  if (signIn.level === 'failed') return [signIn, warning('Service', 'not read: the sign-in failed')];
  let rows: readonly Pick<TicketSummary, 'id'>[] =
    knownTicket === undefined ? [] : [{id: toSafeLine(knownTicket)}];
  let listed: readonly TicketSummary[] = [];
  const orders = await attempt('Order history', async () => {
    const {tickets, totalElements} = await api.searchOrders({
      productTypes: ['TROUBLE'],
      dateRange: 'PAST_YEAR',
      size: 5,
    });
    listed = tickets;
    if (rows.length === 0) rows = tickets;
    return `${totalElements} trouble tickets of the past year`;
  });
  const locations = await attempt(
    'Ticket locations',
    async () => `${(await api.ticketLocations()).length} sites`,
  );
  return [
    signIn,
    orders,
    await checkCases(api, rows),
    locations,
    await attempt('Notices', async () => noticesText(await noticesOf(api))),
    ...(orders.level === 'ok'
      ? [await attempt('Questions of orders', async () => await questionsText(api, listed))]
      : []),
    ...(otherOrders ? [await attempt('Other orders', async () => someText(await otherOrdersOf(api)))] : []),
    await attempt('Assets', async () => someText(await assetsOf(api))),
    ok('Attachments', 'not tried: nothing can be read without an upload'),
  ];
}

function someText(found: Some | string): string {
  return typeof found === 'string' ? found : `${found.total} can be read`;
}

async function checkCases(api: Api, rows: readonly Pick<TicketSummary, 'id'>[]): Promise<Check> {
  if (rows.length === 0) return ok('Case Management', 'not tried: no ticket is known to read');
  return attempt('Case Management', async () => `read ${(await firstReadable(api, rows)).id}`);
}

async function attempt(name: string, work: () => Promise<string>): Promise<Check> {
  try {
    return ok(name, await work());
  } catch (error) {
    const {title, hint, reference} = describeError(error);
    return failed(name, reference === undefined ? title : `${title} (${reference})`, hint);
  }
}
