import type {Scene} from './scenes.ts';
import {MOMENT} from './screen-world.ts';
import {filter} from './ways.ts';

/** Pages about more than one ticket. */
export const PAGE_SCENES: Readonly<Record<string, Scene>> = {
  since: {
    world: {
      prepare: (store) =>
        store.changeMeta('console.here', () => ({kept: String(MOMENT - 80 * 60_000), result: undefined})),
    },
  },
  site: {
    async go(stage) {
      await filter(stage, 'PDU');
      await stage.run('site');
      await stage.until('SV5:');
    },
  },
};
