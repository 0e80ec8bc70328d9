import type {Beginning} from '../../console/console.tsx';
import {withServices} from '../../console/session/command-context.ts';
import type {Io} from '../../console/session/io.ts';
import type {GlobalFlags} from '../../console/session/open-services.ts';

/** The console, or without a terminal the list as text. `begin` is where it begins. */
export async function startConsole(io: Io, flags: GlobalFlags, begin?: Beginning): Promise<number> {
  if (!io.stdout.isTTY || !io.stdin.isTTY) {
    const {runList} = await import('../read/list-command.ts');
    return await withServices(io, flags, (services) => runList(services, io, {}), {
      goOn: true,
      several: true,
    });
  }
  const [{createSessionOpener}, {runConsole}] = await Promise.all([
    import('../../console/session/open-session.ts'),
    import('../../console/console.tsx'),
  ]);
  return await runConsole((host) => createSessionOpener(io.env, flags, host), {kind: 'start'}, io, begin);
}
