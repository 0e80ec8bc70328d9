import {expect, test} from 'vitest';
import {createFaults, parseFaults, type FaultRule} from '../../src/sandbox/faults.ts';
import {createRandom} from '../../src/sandbox/random.ts';
import {call, requestToken, signedIn, signIn, testSandbox} from './support.ts';

const TICKET = '/support/v2/tickets/11150929';
const NOTES = `${TICKET}/notes`;
/** Longer than any test: what is held back so long never comes. */
const FOR_EVER = 600_000;

/** Whether it has come to an end. */
function watched(promise: Promise<unknown>): {readonly ended: () => boolean} {
  let ended = false;
  const end = () => {
    ended = true;
  };
  promise.then(end, end);
  return {ended: () => ended};
}

async function withFaults(...rules: readonly FaultRule[]): ReturnType<typeof signedIn> {
  const service = await signedIn();
  service.sandbox.setFaults(rules);
  return service;
}

test('a status is answered so many times, with Retry-After, and nothing takes effect', async () => {
  const {post, sandbox} = await withFaults({
    operation: 'addTicketNote',
    times: 2,
    status: 429,
    retryAfter: 7,
  });
  const before = sandbox.ticket('11150929')?.notes.length ?? 0;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const answer = await post(NOTES, {text: 'a'});
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(answer.json[0]?.['correlationId']).toMatch(/^\d{14}$/);
  }
  expect(sandbox.ticket('11150929')?.notes).toHaveLength(before);
  expect((await post(NOTES, {text: 'a'})).status).toBe(200);
});

test('rules touch their operation alone', async () => {
  const {get, post} = await withFaults({operation: 'getTicket', status: 500});
  expect((await get(TICKET)).status).toBe(500);
  expect((await post(NOTES, {text: 'a'})).status).toBe(200);
});

test('a reset cuts before the write, a lost answer after it', async () => {
  const {post, sandbox} = await withFaults(
    {operation: 'addTicketNote', match: 'first', reset: true},
    {operation: 'addTicketNote', match: 'second', loseAnswer: true},
  );
  await expect(post(NOTES, {text: 'first'})).rejects.toThrow('fetch failed');
  expect(sandbox.ticket('11150929')?.notes.at(-1)?.text).not.toBe('first');
  await expect(post(NOTES, {text: 'second'})).rejects.toThrow('fetch failed');
  expect(sandbox.ticket('11150929')?.notes.at(-1)?.text).toBe('second');
  expect(
    sandbox
      .log()
      .slice(-2)
      .map(({status, fault}) => ({status, fault})),
  ).toEqual([
    {status: undefined, fault: true},
    {status: undefined, fault: true},
  ]);
});

test('a truncated body breaks off', async () => {
  const {get} = await withFaults({operation: 'getTicket', truncate: 20});
  await expect(get(TICKET)).rejects.toThrow('terminated');
});

test('type and body can be replaced; an accepted write still takes effect', async () => {
  const {get, post, sandbox} = await withFaults(
    {operation: 'getTicket', contentType: 'text/html', body: '<h1>Proxy says hello</h1>'},
    {operation: 'addTicketNote', status: 202, body: ''},
  );
  const page = await get(TICKET);
  expect(page.headers.get('content-type')).toBe('text/html');
  expect(page.text).toBe('<h1>Proxy says hello</h1>');
  const accepted = await post(NOTES, {text: 'accepted'});
  expect([accepted.status, accepted.text]).toEqual([202, '']);
  expect(sandbox.ticket('11150929')?.notes.at(-1)?.text).toBe('accepted');
});

test('headers can be added, for redirects', async () => {
  const {send} = await withFaults({
    operation: 'getTicket',
    status: 302,
    headers: {Location: 'https://elsewhere.example/'},
  });
  const answer = await send('GET', TICKET, {redirect: 'manual'});
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://elsewhere.example/']);
});

test('the token operation fails in its own shape and the older ones in theirs', async () => {
  const {post, sandbox} = await withFaults({operation: '*', status: 503});
  expect((await requestToken(sandbox)).json['error_message']).toBe('Service unavailable.');
  expect((await post('/v1/retrieve-orders', {})).json['errors']?.[0]?.['message']).toBe(
    'Service unavailable.',
  );
});

test('rules can be set, read and cleared over HTTP', async () => {
  const {get, sandbox} = await signedIn();
  const rules = [{operation: 'getTicket', status: 500}];
  const set = await call(sandbox, 'POST', '/__sandbox/faults', {body: JSON.stringify(rules)});
  expect(set.status).toBe(200);
  expect((await call(sandbox, 'GET', '/__sandbox/faults')).json).toEqual(rules);
  expect((await get(TICKET)).status).toBe(500);
  await call(sandbox, 'DELETE', '/__sandbox/faults');
  expect((await get(TICKET)).status).toBe(200);
  const wrong = await call(sandbox, 'POST', '/__sandbox/faults', {
    body: '[{"operation": "getTicket", "sttus": 500}]',
  });
  expect(wrong.status).toBe(400);
  expect(wrong.json['error']).toContain('unknown key "sttus"');
});

test('a delay holds the answer of one operation back, latency all of them', async () => {
  const delayed = await withFaults({operation: 'getTicket', delay: FOR_EVER});
  const late = watched(delayed.get(TICKET));
  expect((await delayed.post('/v1/retrieve-orders', {})).status).toBe(200);
  expect(late.ended()).toBe(false);
  const slow = await testSandbox({latency: FOR_EVER});
  const token = watched(signIn(slow));
  expect((await delayed.post('/v1/retrieve-orders', {})).status).toBe(200);
  expect(token.ended()).toBe(false);
});

test('an upload can be slow to come in, or cut on its way', async () => {
  const {send, sandbox} = await withFaults(
    {operation: 'uploadAttachment', times: 1, resetAfterBytes: 1_000_000},
    {operation: 'uploadAttachment', readBytesPerSecond: 50_000_000},
  );
  const form = new FormData();
  form.append('uploadFile', new File([new Uint8Array(5_000_000)], 'big.pdf'));
  await expect(send('POST', '/v1/attachments/file', {body: form})).rejects.toThrow('fetch failed');
  expect(sandbox.log().at(-1)).toMatchObject({operation: 'uploadAttachment', cutShort: true});
  expect((await send('POST', '/v1/attachments/file', {body: form})).status).toBe(201);
  sandbox.setFaults([{operation: 'uploadAttachment', readBytesPerSecond: 100}]);
  const slow = watched(send('POST', '/v1/attachments/file', {body: form}));
  expect((await send('GET', TICKET)).status).toBe(200);
  expect(slow.ended()).toBe(false);
});

test('an answer can be late though the note is there', async () => {
  const {post, sandbox} = await withFaults({operation: 'addTicketNote', answerDelay: 60_000});
  void post(NOTES, {text: 'late'}).catch(() => undefined);
  await expect.poll(() => sandbox.ticket('11150929')?.notes.at(-1)?.text).toBe('late');
  expect(sandbox.log().at(-1)).not.toHaveProperty('status');
});

test('a body can trickle', async () => {
  const {get} = await withFaults({operation: 'getTicket', bytesPerSecond: 20_000});
  expect((await get(TICKET)).json['id']).toBe('11150929');
});

test('a rule skips, is used up, and yields to the next', () => {
  const faults = createFaults(
    [
      {operation: 'getTicket', skip: 1, times: 1, status: 500},
      {operation: '*', match: 'GET', status: 404},
    ],
    createRandom(1),
  );
  const taken = Array.from({length: 3}, () => faults.take('getTicket', 'GET /')?.status);
  expect(taken).toEqual([404, 500, 404]);
  expect(faults.take('getTicket', 'POST /')).toBeUndefined();
});

test('a probability is met over many requests, the same way for the same seed', () => {
  const count = (seed: number): number => {
    const faults = createFaults([{operation: '*', probability: 0.2, reset: true}], createRandom(seed));
    return Array.from({length: 2000}, () => faults.take('x', '')).filter(Boolean).length;
  };
  expect(count(5)).toBe(count(5));
  expect(count(5)).toBeGreaterThan(320);
  expect(count(5)).toBeLessThan(480);
});

test.each([
  [7, 'fault 1 is not an object'],
  [[{}, null], 'fault 2 is not an object'],
  [{probability: 2}, '"probability" cannot be 2'],
  [{times: -1}, '"times" cannot be -1'],
  [{status: '500'}, '"status" cannot be "500"'],
  [{operation: 'addNote'}, 'there is no operation "addNote"; known: *, getTicket, addTicketNote'],
])('%j is no fault rule', (value, words) => {
  expect(() => parseFaults(value, [{id: 'getTicket'}, {id: 'addTicketNote'}])).toThrow(words);
});

test('who goes away before the answer is in the log as such', async () => {
  const {send, sandbox} = await withFaults({operation: 'getTicket', delay: 60_000});
  const controller = new AbortController();
  const asked = send('GET', TICKET, {signal: controller.signal}).catch((error: unknown) => error);
  await expect.poll(() => sandbox.log().at(-1)).toMatchObject({operation: 'getTicket'});
  expect(sandbox.log().at(-1)).not.toHaveProperty('left');
  controller.abort();
  await asked;
  await expect.poll(() => sandbox.log().at(-1)).toMatchObject({left: true});
});
