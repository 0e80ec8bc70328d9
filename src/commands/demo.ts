import {startSandbox} from '../sandbox/start-sandbox.ts';
import type {Terminal} from '../terminal/terminal.ts';
import type {Io} from './io.ts';
import {runList} from './list.ts';
import {openServices, type GlobalFlags} from './open-services.ts';
import {createPlatform} from './platform.ts';
import {runShow} from './show.ts';

/** `casedeck demo`: the console on a sandbox of its own; without a terminal, the list and one ticket as text. */
export async function runDemo(io: Io, flags: GlobalFlags): Promise<number> {
  const isInteractive = io.stdout.isTTY && io.stdin.isTTY;
  const sandbox = await startSandbox({alive: isInteractive});
  const env = {
    ...io.env,
    EQUINIX_API_ENDPOINT: sandbox.url,
    EQUINIX_API_CLIENTID: sandbox.clientId,
    EQUINIX_API_CLIENTSECRET: sandbox.clientSecret,
    EQUINIX_API_TOKEN: undefined,
    CASEDECK_PROFILE: undefined,
  };
  const open = async (lend?: Terminal['lend']) => {
    const services = await openServices({env, flags, platform: createPlatform(io.env, lend), inMemory: true, environment: 'demo', perSecond: 50});
    // Cases that are no orders: order history does not know them, casedeck follows them once told.
    services.store.track(sandbox.caseNumbers, 'asked', Date.now());
    return services;
  };
  try {
    if (!isInteractive) return await printDemo(await open(), io);
    const {runConsole} = await import('./console.tsx');
    return await runConsole((terminal) => open(terminal.lend), io);
  } finally {
    await sandbox.close();
  }
}

async function printDemo(services: Awaited<ReturnType<typeof openServices>>, io: Io): Promise<number> {
  await runList(services, io, {});
  const [first] = services.store.page({filter: {}, sort: 'attention'}, 0, 1);
  if (first !== undefined) {
    io.out('\n');
    await runShow(services, io, [first.id], {});
  }
  return 0;
}
