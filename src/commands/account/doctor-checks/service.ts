import type {Api} from '../../../api/api.ts';
import {describeError} from '../../../errors.ts';
import {failed, ok, warning, type Check} from './check.ts';

export type ServiceFacts = {
  readonly api: Api;
  /** A ticket that this profile has read before, if any. */
  readonly knownTicket: string | undefined;
  readonly now: () => number;
};

/** The token and one read of each API. A refused sign-in is one request, and ends it. */
export async function checkService({api, knownTicket, now}: ServiceFacts): Promise<readonly Check[]> {
  const signIn = await attempt('Sign-in', async () => {
    const {userName, expiresAt} = await api.identify();
    const minutes = Math.round((expiresAt - now()) / 60_000);
    const life = Number.isFinite(minutes) ? `, the token is good for ${minutes} min` : '';
    return `accepted${userName === undefined ? '' : ` as ${userName}`}${life}`;
  });
  if (signIn.level === 'failed') return [signIn, warning('Service', 'not read: the sign-in failed')];
  let ticket = knownTicket;
  const orders = await attempt('Order history', async () => {
    const {tickets, totalElements} = await api.searchOrders({
      productTypes: ['TROUBLE'],
      dateRange: 'PAST_YEAR',
      size: 1,
    });
    ticket ??= tickets[0]?.id;
    return `${totalElements} trouble tickets of the past year`;
  });
  const locations = await attempt(
    'Ticket locations',
    async () => `${(await api.ticketLocations()).length} sites`,
  );
  return [
    signIn,
    orders,
    await checkCases(api, ticket),
    locations,
    ok('Attachments', 'not tried: nothing can be read without an upload'),
  ];
}

async function checkCases(api: Api, ticket: string | undefined): Promise<Check> {
  if (ticket === undefined) return ok('Case Management', 'not tried: no ticket is known to read');
  return attempt('Case Management', async () => `read ${(await api.getTicket(ticket)).ticket.id}`);
}

async function attempt(name: string, work: () => Promise<string>): Promise<Check> {
  try {
    return ok(name, await work());
  } catch (error) {
    const {title, hint, reference} = describeError(error);
    return failed(name, reference === undefined ? title : `${title} (${reference})`, hint);
  }
}
