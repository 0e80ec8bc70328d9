import type {Console} from './start-console.ts';

/** Until every open ticket was read: from then on rows keep their places, and what comes is news. The view is that of open tickets. */
export async function untilAllRead({
  terminal,
  sandbox,
}: Pick<Console, 'terminal' | 'sandbox'>): Promise<void> {
  await terminal.waitFor('each was asked for', () => {
    const [, open] = / Open (\d+)/.exec(terminal.row(0)) ?? [];
    const asked = sandbox.log().filter(({operation}) => operation === 'getTicket');
    return open !== undefined && new Set(asked.map(({path}) => path)).size >= Number(open);
  });
  // Until the last answer is kept, the header says how many are.
  await terminal.waitForText(/⟳ (?:now|\d+m)\s*$/m);
}
