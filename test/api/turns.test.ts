import {expect, test} from 'vitest';
import {AppError, describeError} from '../../src/errors.ts';
import {firstPace, formatPace} from '../../src/api/gate/pace.ts';
import {systemTimers} from '../../src/api/timers.ts';
import {clientOf, failureOf, startService, TICKET} from './service.ts';

const ID = TICKET.id;

test('at most six requests are under way at a time, and five of those that nobody waits for', async () => {
  const service = await startService();
  let open = 0;
  let most = 0;
  const mostOf = async (priority: 'user' | 'background') => {
    most = 0;
    await Promise.all(Array.from({length: 18}, async () => api.getTicket(ID, {priority})));
    return most;
  };
  service.answer((response) => {
    open += 1;
    most = Math.max(most, open);
    setTimeout(() => {
      open -= 1;
      response.end(JSON.stringify(TICKET));
    }, 60);
  });
  const api = clientOf(service, {credentials: async () => ({token: 'given'})});
  expect(await mostOf('user')).toBe(6);
  expect(await mostOf('background')).toBe(5);
});

test('a call that waits for its turn leaves the queue when stopped', async () => {
  const service = await startService();
  const releases: (() => void)[] = [];
  service.answer((response) => releases.push(() => response.end(JSON.stringify(TICKET))));
  const api = clientOf(service, {rate: {atOnce: 1}, credentials: async () => ({token: 'given'})});
  const controller = new AbortController();
  const first = api.getTicket(ID);
  const waiting = failureOf(api.getTicket(ID, {signal: controller.signal}));
  const third = api.getTicket(ID);
  await expect.poll(() => service.calls().length).toBe(1);
  controller.abort();
  expect(await waiting).toMatchObject({kind: 'cancelled'});
  releases[0]?.();
  await expect.poll(() => service.calls().length).toBe(2);
  releases[1]?.();
  await Promise.all([first, third]);
});

test('an e-mail, a place and a file wait for their turn as everything else', async () => {
  const service = await startService();
  let release = (): void => undefined;
  service.answer((response) => (release = () => response.end(JSON.stringify(TICKET))), {json: {}});
  const api = clientOf(service, {rate: {atOnce: 1}, credentials: async () => ({token: 'given'})});
  const first = api.getTicket(ID);
  await expect.poll(() => service.calls().length).toBe(1);
  const stopper = new AbortController();
  const {signal} = stopper;
  const file = {name: 'a.txt.txt', size: 1, open: () => ReadableStream.from([new Uint8Array(1)])};
  const waiting = [
    api.getEmail('02s4C00000QKRSLQA5', '11150929', {signal}),
    api.ticketLocations({signal}),
    api.listOrderLocations({signal}),
    api.uploadAttachment(file, {signal}),
    api.deleteAttachment('56d10de6-f2c0-4edd-ba29-b70736aa2093', {signal}),
    api.downloadAttachment('11150929', '56d10de6-f2c0-4edd-ba29-b70736aa2093', {signal}),
    api.searchOrders({}, {signal}),
  ].map(failureOf);
  stopper.abort();
  for (const failure of await Promise.all(waiting)) expect(failure).toMatchObject({kind: 'cancelled'});
  expect(service.calls()).toHaveLength(1);
  release();
  await first;
});

test('a write stays in this machine until its turn, and what is said then can stop it', async () => {
  const service = await startService();
  service.answer({json: {success: true}});
  const api = clientOf(service);
  const seen: number[] = [];
  const onTurn = () => {
    seen.push(service.calls().length);
  };
  await api.addNote(ID, {text: 'first'}, {onTurn});
  const failure = await failureOf(
    api.addNote(
      ID,
      {text: 'second'},
      {
        onTurn: () => {
          throw new AppError('cancelled', 'Taken over.');
        },
      },
    ),
  );
  expect(failure).toMatchObject({kind: 'cancelled', message: 'Taken over.'});
  expect([seen, service.calls().length]).toEqual([[0], 1]);
});

test('while the service has asked another casedeck for a long pause, nobody waits in silence, not even for the sign-in', async () => {
  const service = await startService();
  const pace = {...firstPace(Date.now(), {most: 30}), closedUntil: Date.now() + 7_200_000};
  const paceKeeper = {change: <T>(change: (kept: string) => {result: T}) => change(formatPace(pace)).result};
  const api = clientOf(service, {paceKeeper, timers: systemTimers});
  const file = {name: 'a.txt.txt', size: 1, open: () => ReadableStream.from([new Uint8Array(1)])};
  for (const call of [api.getTicket(ID), api.uploadAttachment(file), api.identify()]) {
    const failure = await failureOf(call);
    expect(failure).toMatchObject({kind: 'rate-limited', sent: false});
    expect(describeError(failure).hint).toMatch(/^Nothing was sent. Try again in (1 h|2 h)\.$/);
  }
  expect(service.received).toHaveLength(0);
});
