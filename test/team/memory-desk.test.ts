import {expect, test} from 'vitest';
import type {Beat, SentOp, SharedAnswer} from '../../src/team/desk.ts';
import {MemoryDesk} from '../../src/team/memory-desk.ts';

const QUIET: Beat = {drafts: [], lookedAt: [], isWatched: false, asks: false};
const claim = (id: string, ageMs = 0): SentOp => ({id, op: {kind: 'claim', ticketId: '1'}, at: 0, ageMs});
const answer = (raw: string): SharedAnswer => ({
  kind: 'ticket',
  ticketId: '1',
  raw,
  ageMs: 0,
  numbers: ['1'],
  isFinal: false,
});

function table() {
  let now = 1_000_000;
  const desk = new MemoryDesk({now: () => now});
  const news: string[] = [];
  const seat = (who: string) =>
    desk.open({
      room: 'demo',
      member: who,
      who,
      onNews: () => void news.push(who),
      onLost: () => undefined,
    });
  return {mara: seat('mara'), jon: seat('jon'), news, pass: (ms: number) => void (now += ms)};
}

test('a deed that is delivered twice is there once, and both are told', async () => {
  const {mara, jon, news} = table();
  await mara.beat(QUIET);
  await jon.beat(QUIET);
  news.length = 0;
  await mara.put([claim('a', 5000)]);
  await mara.put([claim('a'), claim('b')]);
  expect(new Set(news)).toEqual(new Set(['mara', 'jon']));
  const rows = (await jon.pull(0)).filter(({what}) => what === 'claim');
  expect(rows.map(({id, who, made}) => [id, who, made])).toEqual([
    ['a', 'mara', 995_000],
    ['b', 'mara', 1_000_000],
  ]);
  const {seq} = await jon.peek();
  expect(await jon.pull(seq)).toEqual([]);
});

test('one asks for all, until it is silent for too long or gives it back', async () => {
  const {mara, jon, pass} = table();
  const asks = {...QUIET, asks: true};
  expect((await mara.beat(asks)).isAsking).toBe(true);
  expect(await jon.beat(asks)).toMatchObject({isAsking: false, isAsked: true});
  // Who does not ask changes nothing about who does.
  expect(await jon.beat(QUIET)).toMatchObject({isAsking: false, isAsked: true});
  pass(14_000);
  expect((await jon.beat(asks)).isAsking).toBe(false);
  pass(2000);
  expect((await jon.beat(asks)).isAsking).toBe(true);
  expect((await mara.beat(asks)).isAsking).toBe(false);
  await jon.beat(QUIET);
  expect((await mara.beat(asks)).isAsking).toBe(true);
});

test('whoever asks hears what the others look at', async () => {
  const {mara, jon} = table();
  await jon.beat({...QUIET, lookedAt: ['1', '2'], isWatched: true});
  expect(await mara.beat({...QUIET, lookedAt: ['3'], asks: true})).toMatchObject({
    wanted: ['1', '2'],
    isWatched: true,
  });
  await jon.leave(false);
  expect(await mara.beat({...QUIET, asks: true})).toMatchObject({wanted: [], isWatched: false});
});

test('an answer that was only read again comes without its text', async () => {
  const {mara, jon} = table();
  await mara.share([{...answer('{"id":"1"}'), ageMs: 5000}]);
  const [first] = await jon.pull(0);
  expect(first).toMatchObject({body: '{"id":"1"}', made: 995_000});
  const {seq} = await jon.peek();
  await mara.share([answer('{"id":"1"}')]);
  expect((await jon.pull(seq))[0]?.['body']).toBeNull();
  await mara.share([answer('{"id":"1","status":"X"}')]);
  expect((await jon.pull(seq))[0]?.['body']).toBe('{"id":"1","status":"X"}');
});
