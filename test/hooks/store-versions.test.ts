import {setTimeout as pause} from 'node:timers/promises';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {expect, test} from 'vitest';
import {decodeTicket} from '../../src/api/decode/decode-ticket.ts';
import {openServices} from '../../src/console/session/open-services.ts';
import {openStage} from '../support/stage.ts';
import {temporaryHome} from '../support/temporary-home.ts';
import {often} from '../support/long.ts';
import {testPlatform} from '../support/test-platform.ts';

const VERSIONS = often(700, 10_000);
const NOW = Date.UTC(2026, 10, 23, 4, 10);
/** Where an entry is kept for each reading of each version, these are 2.6 KB a version. */
const LEVEL = 1_500_000;

test(
  'the console that lived through many changes of the store holds no more memory than before',
  {timeout: often(180_000, 600_000)},
  async () => {
    const services = await openServices({
      env: {HOME: temporaryHome(), EQUINIX_API_TOKEN: 'token', EQUINIX_API_ENDPOINT: 'http://127.0.0.1:9'},
      flags: {},
      platform: testPlatform(),
      inMemory: true,
    });
    const {store} = services;
    const ticket = decodeTicket({id: '11147093', status: 'ACTION_REQUIRED'}, '11147093');
    if (ticket !== undefined) store.putTicket(ticket, '{}', NOW);
    const listeners = new Set<() => void>();
    const poller = {
      ...services.poller,
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const stage = await openStage({
      services: {...services, poller},
      cols: 40,
      rows: 10,
      theme: {ascii: false, depth: '16'},
    });
    const live = async (versions: number) => {
      for (let index = 0; index < versions; index += 1) {
        store.setMeta('test', String(index));
        for (const listener of listeners) listener();
        await pause(0);
      }
    };

    await live(200);
    const before = heap();
    await live(VERSIONS);
    expect(heap() - before).toBeLessThan(LEVEL);

    await stage.close();
    store.close();
  },
);

function heap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) collect();
  return process.memoryUsage().heapUsed;
}
