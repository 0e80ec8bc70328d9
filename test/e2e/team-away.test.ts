import {once} from 'node:events';
import {createServer, type AddressInfo, type Socket} from 'node:net';
import {expect, onTestFinished, test} from 'vitest';
import {keyOf} from '../../src/keys/keymap.ts';
import {composerOf} from '../support/composer-title.ts';
import {openTicket} from '../support/find-ticket.ts';
import {CLOSED_ADDRESS} from '../support/closed-address.ts';
import {firstRows} from '../support/long.ts';
import {openConsole} from '../support/open-console.ts';

const CASE = '11150929';

/** Takes every connection and says nothing. */
async function startBlackHole(): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each(
  firstRows([
    ['takes connections and says nothing', startBlackHole],
    ['refuses connections', () => Promise.resolve(CLOSED_ADDRESS)],
    ['has a name that nobody knows', () => Promise.resolve('desk.invalid')],
  ]),
)('beside a desk that %s the list comes and a note goes out', async (_what, place) => {
  const config = `[team]\nurl = "postgresql://${await place()}/casedeck"\nname = "mara"\n`;
  await using app = await openConsole({config, cols: 120, rows: 34});
  const {terminal, sandbox} = app;
  await openTicket(terminal, 'reseat line card');
  terminal.press(keyOf('ticket.claim'));
  await terminal.waitForText(`You have ${CASE}.`);
  terminal.press(keyOf('ticket.note'));
  await terminal.waitForText(composerOf(CASE));
  terminal.write('We look into it.');
  await terminal.waitForText('draft saved');
  terminal.press(keyOf('write.send'));
  await expect.poll(() => sandbox.ticket(CASE)?.notes.map(({text}) => text)).toContain('We look into it.');
  terminal.press(keyOf('quit'));
  expect((await terminal.waitForExit()).code).toBe(0);
});
