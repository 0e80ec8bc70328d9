import {expect, onTestFinished} from 'vitest';
import {ONLY_ONE, openTicket} from '../support/find-ticket.ts';
import {openConsole} from '../support/open-console.ts';
import {makeHome, startSmallSandbox} from '../support/start-console.ts';
import {longTest} from '../support/long.ts';

const OFTEN = '[refresh]\nlist = "2s"\nvisible = "2s"\nopen = "10s"\n';

// Also proven by test/sync/poller/poller-shared.test.ts and test/store/concurrency.test.ts.
longTest(
  'two consoles of one person: one polls, both show what is new; killed, the other goes on',
  async () => {
    const sandbox = await startSmallSandbox();
    onTestFinished(() => sandbox.close());
    const home = makeHome();
    const options = {home, sandbox, config: OFTEN, cols: 80, rows: 24, ownProcess: true};
    const first = await openConsole(options);
    onTestFinished(() => first.close());
    await openTicket(first.terminal, 'reseat line card');
    const second = await openConsole(options);
    onTestFinished(() => second.close());
    await second.terminal.waitForText(ONLY_ONE);

    // One list request each two seconds, not two.
    sandbox.clearLog();
    const lists = () => sandbox.log().filter(({operation}) => operation === 'searchOrders').length;
    await first.terminal.waitFor('three rounds', () => lists() >= 3, {timeout: 30_000});
    const [begin, end] = timesOf(sandbox);
    expect((end - begin) / (lists() - 1)).toBeGreaterThan(1300);

    // What the service changes, both show.
    const ticket = sandbox.ticket('11150929');
    if (ticket === undefined) throw new Error('no such ticket');
    sandbox.put({...ticket, status: 'ACTION_REQUIRED', updatedDateTime: new Date().toISOString()});
    await first.terminal.waitForText('ACTION REQUIRED', {timeout: 20_000});
    await second.terminal.waitForText(/ACTION\s+11150929/, {timeout: 20_000});

    // The one that polls is killed: the other takes over within seconds.
    first.terminal.kill('SIGKILL');
    await first.terminal.waitForExit();
    sandbox.clearLog();
    await second.terminal.waitFor('a list read by the other', () => lists() >= 1, {timeout: 30_000});
    expect(second.terminal.hasEnded()).toBe(false);
  },
);

function timesOf(sandbox: {
  log: () => readonly {operation?: string; time: string}[];
}): readonly [number, number] {
  const times = sandbox
    .log()
    .flatMap(({operation, time}) => (operation === 'searchOrders' ? [Date.parse(time)] : []));
  return [times[0] ?? 0, times.at(-1) ?? 0];
}
