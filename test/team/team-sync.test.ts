import {expect, onTestFinished, test} from 'vitest';
import {openStore} from '../../src/store/open-store.ts';
import {MemoryDesk} from '../../src/team/memory-desk.ts';
import {TeamSync} from '../../src/team/team-sync.ts';
import {toSafeLine} from '../../src/text/safe/to-safe-text.ts';
import {FakeTime} from '../sync/fake-time.ts';

function room(isCrowded: boolean) {
  const time = new FakeTime();
  const {clock, timers} = time;
  const desk = new MemoryDesk(clock);
  const join = (name: string) => {
    /** Whether each connection was meant to stay. */
    const opened: boolean[] = [];
    const store = openStore({file: ':memory:', clock, owner: {me: toSafeLine(name), shares: true}});
    const sync = new TeamSync({
      ...{store, clock, timers, room: 'test', retentionMs: 1, readsOrders: false},
      random: () => 0.4,
      audited: () => [],
      open: (seat, listens) => {
        opened.push(listens);
        const own = desk.open(seat);
        return Promise.resolve({
          ...own,
          tells: () => listens,
          beat: async (beat) => ({...(await own.beat(beat)), isCrowded}),
        });
      },
      canAsk: () => true,
      tell: () => undefined,
      onTogether: () => undefined,
    });
    onTestFinished(async () => {
      await sync.stop();
      store.close();
    });
    sync.start();
    return {sync, opened};
  };
  return {time, join};
}

test('who asks for all gives that back when it leaves, and another one asks with its next beat', async () => {
  const {time, join} = room(false);
  const mara = join('mara');
  await time.advance(1000);
  const jon = join('jon');
  await time.advance(1000);
  expect([mara, jon].map(({sync}) => sync.isAsking())).toEqual([true, false]);
  await mara.sync.stop();
  await time.advance(8000);
  expect(jon.sync.isAsking()).toBe(true);
  expect(jon.opened).toEqual([true]);
});

test('where few connections are left, who only listens makes room for others, and who asks does not', async () => {
  const {time, join} = room(true);
  const mara = join('mara');
  await time.advance(1000);
  const jon = join('jon');
  await time.advance(5000);
  expect(mara.opened).toEqual([true]);
  expect(jon.opened.slice(0, 2)).toEqual([true, false]);
});
