import {expect, test} from 'vitest';
import {ANSWERS} from '../../src/sandbox/alive/alive.ts';
import type {Sandbox} from '../../src/sandbox/start-sandbox.ts';
import {NOW, call, signIn, signedIn, testSandbox} from './support.ts';

const MINUTE = 60_000;
const ID = '1-204976070699';

function isAnswered(sandbox: Sandbox): boolean {
  const notes = sandbox.ticket(ID)?.notes ?? [];
  const asked = notes.findIndex(({text}) => text === 'Any news?');
  return notes
    .slice(asked + 1)
    .some(({text}) => ANSWERS.some((answer) => text.slice(-30) === answer.slice(-30)));
}

test('a note of the customer gets an answer after a while, not at once', async () => {
  let now = NOW;
  const sandbox = await testSandbox({now: () => now, answerAfterMs: MINUTE});
  const {post} = await signIn(sandbox);
  await post(`/support/v2/tickets/${ID}/notes`, {text: 'Any news?'});
  now += MINUTE - 1;
  sandbox.tick();
  expect(isAnswered(sandbox)).toBe(false);
  now += 1;
  sandbox.tick();
  expect(isAnswered(sandbox)).toBe(true);
});

test('a step over HTTP can answer at once', async () => {
  const {post, sandbox} = await signedIn();
  await post(`/support/v2/tickets/${ID}/notes`, {text: 'Any news?'});
  await call(sandbox, 'POST', '/__sandbox/tick', {body: '{"answerAfterMs": 0}'});
  expect(isAnswered(sandbox)).toBe(true);
});

test('over a day statuses advance, notes and e-mails arrive, and no ticket leaves its final status', async () => {
  let now = NOW;
  const sandbox = await testSandbox({now: () => now, tickets: 2000});
  const ids = [
    '1-204976070710',
    '1-204976070702',
    '1-204976070611',
    '11150871',
    '11150988',
    '11150901',
    '11150929',
  ];
  const count = (): {notes: number; emails: number} => ({
    notes: ids.reduce((sum, id) => sum + (sandbox.ticket(id)?.notes.length ?? 0), 0),
    emails: ids.reduce((sum, id) => sum + (sandbox.ticket(id)?.emails.length ?? 0), 0),
  });
  const before = count();
  const closed = sandbox.ticket('1-204976069998');
  const hostile = sandbox.ticket('11150666');
  for (let step = 0; step < 1440; step += 1) {
    now += MINUTE;
    sandbox.tick();
  }
  const after = count();
  expect(after.notes).toBeGreaterThan(before.notes + 10);
  expect(after.emails).toBeGreaterThan(before.emails);
  expect(sandbox.ticket('1-204976070611')?.statusHistory.length).toBeGreaterThan(1);
  expect(sandbox.ticket('1-204976069998')).toEqual(closed);
  expect(sandbox.ticket('11150666')).toEqual(hostile);
  for (const id of ids) {
    const times = sandbox.ticket(id)?.statusHistory.map(({createdDate}) => createdDate) ?? [];
    expect(times).toEqual(times.toSorted());
    expect(sandbox.ticket(id)?.notes.length).toBeLessThan(30);
  }
});

test('the same seed lives the same life', async () => {
  const life = async (seed: number): Promise<unknown> => {
    const sandbox = await testSandbox({seed});
    for (let step = 0; step < 50; step += 1) sandbox.tick();
    return ['1-204976070710', '1-204976070702', '11150929', '11150901'].map((id) => sandbox.ticket(id));
  };
  expect(await life(1)).toEqual(await life(1));
  expect(await life(1)).not.toEqual(await life(2));
});

test('alive steps by itself', async () => {
  const sandbox = await testSandbox({alive: true, intervalMs: 5, answerAfterMs: 0});
  const {post} = await signIn(sandbox);
  await post(`/support/v2/tickets/${ID}/notes`, {text: 'Any news?'});
  await expect.poll(() => isAnswered(sandbox)).toBe(true);
});
