import type {Io} from '../../console/session/io.ts';
import {runList} from '../read/list-command.ts';
import {openDemo} from '../../console/session/open-demo.ts';
import type {GlobalFlags, Opened} from '../../console/session/open-services.ts';
import {createPlatform} from '../../console/session/platform.ts';
import {runShow} from '../read/show.ts';

/** `team`: with two more engineers. */
export type DemoCommandOptions = {readonly team?: boolean};

/** `casedeck demo`: the console on a sandbox of its own; without a terminal, the list and one ticket as text. */
export async function runDemo(io: Io, flags: GlobalFlags, {team}: DemoCommandOptions): Promise<number> {
  if (io.stdout.isTTY && io.stdin.isTTY) {
    const [{runConsole}, {createSessionOpener}] = await Promise.all([
      import('../../console/console.tsx'),
      import('../../console/session/open-session.ts'),
    ]);
    return await runConsole((host) => createSessionOpener(io.env, flags, host), {kind: 'demo', team}, io);
  }
  const demo = await openDemo({env: io.env, flags, platform: createPlatform(io.env), alive: false});
  try {
    return await printDemo(demo.services, io);
  } finally {
    await demo.close();
  }
}

async function printDemo(services: Opened, io: Io): Promise<number> {
  await runList(services, io, {});
  const [first] = services.store.page({filter: {}, sort: 'attention'}, 0, 1);
  if (first !== undefined) {
    io.out('\n');
    await runShow(services, io, [first.id], {});
  }
  return 0;
}
