import {expect, onTestFinished, test} from 'vitest';
import {createApi} from '../../src/api/create-api.ts';
import type {TicketSummary} from '../../src/domain/ticket.ts';
import {startSandbox} from '../../src/sandbox/start-sandbox.ts';
import {failureOf} from './service.ts';

async function signedIn() {
  const sandbox = await startSandbox();
  onTestFinished(async () => sandbox.close());
  const {clientId, clientSecret} = sandbox;
  return {
    sandbox,
    api: createApi({endpoint: sandbox.url, credentials: async () => ({clientId, clientSecret})}),
  };
}

test('every ticket of the sandbox can be listed and read', async () => {
  const {sandbox, api} = await signedIn();
  const listed: TicketSummary[] = [];
  for (let page = 0, pages = 1; page < pages; page += 1) {
    const found = await api.searchOrders({productTypes: ['TROUBLE'], dateRange: 'PAST_YEAR', page, size: 20});
    listed.push(...found.tickets);
    pages = found.totalPages;
  }
  expect(listed.length).toBeGreaterThan(40);
  const ids = [...listed.map(({id}) => id), ...sandbox.caseNumbers];
  const tickets = await Promise.all(ids.map(async (id) => (await api.getTicket(id)).ticket));
  expect(
    tickets.every(({status, createdDateTime}) => status !== undefined && createdDateTime !== undefined),
  ).toBe(true);
  expect(new Set(tickets.map(({status}) => status)).size).toBeGreaterThanOrEqual(6);
  const email = tickets.find(({id, emails}) => /^\d{8}$/.test(id) && (emails ?? []).length > 0);
  const details = await api.getEmail(email?.emails?.[0]?.id ?? '', email?.id ?? '');
  expect(details.html).not.toBe('');
});

test('a ticket is created, noted with a file, and cancelled', async () => {
  const {sandbox, api} = await signedIn();
  const content = new TextEncoder().encode('port down\n');
  const file = await api.uploadAttachment({
    name: 'switch.txt',
    size: content.length,
    open: () => ReadableStream.from([content]),
  });
  const {id} = await api.createTicket({
    code: '0002-0001',
    description: 'One feed is dark',
    primaryId: 'AM1:01:001MC3',
  });
  await api.addNote(id, {text: 'Breaker B12', attachments: [file]});
  const {ticket} = await api.getTicket(id);
  expect(ticket.notes?.at(-1)?.text).toBe('Breaker B12');
  expect(ticket.attachments?.map(({name}) => name)).toEqual(['switch.txt']);
  await api.cancelTicket(id, 'Found it');
  expect((await api.getTicket(id)).ticket.status).toBe('CANCELLED');
  expect(await failureOf(api.addNote(id, {text: 'too late'}))).toMatchObject({kind: 'conflict'});
  expect(sandbox.ticket(id)).toBeDefined();
});

test('places, sites and problem codes can be read', async () => {
  const {api} = await signedIn();
  const places = await api.ticketLocations();
  expect(places[0]?.cages[0]?.accounts[0]?.cabinets.length).toBeGreaterThan(0);
  const [first] = places;
  const narrowed = await api.ticketLocations({ibxs: [first?.ibx ?? '']});
  expect(narrowed.map(({ibx}) => ibx)).toEqual([first?.ibx]);
  expect((await api.listOrderLocations()).length).toBeGreaterThan(5);
  expect((await api.ticketTypes()).length).toBeGreaterThan(0);
});

test('a wrong secret is one request', async () => {
  const sandbox = await startSandbox();
  onTestFinished(async () => sandbox.close());
  const api = createApi({
    endpoint: sandbox.url,
    credentials: async () => ({clientId: 'nobody', clientSecret: 'wrong'}),
  });
  for (let tries = 0; tries < 8; tries += 1)
    expect(await failureOf(api.identify())).toMatchObject({kind: 'auth'});
  expect(sandbox.log()).toHaveLength(1);
});
