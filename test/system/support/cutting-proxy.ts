import {connect, createServer, type AddressInfo, type Socket} from 'node:net';
import {once} from 'node:events';

export type CuttingProxy = {
  readonly port: number;
  /** Connections that were cut so far. */
  readonly cuts: () => number;
  /** From now on each connection is cut after so many bytes in both directions, one number after another, again and again. */
  readonly cutAfter: (bytes: readonly number[]) => void;
  /** Cuts what is open, and lets everything through from now on. */
  readonly heal: () => void;
  /** Nothing more comes through, and nobody is told: a cable that was pulled. */
  readonly pull: () => void;
  readonly close: () => void;
};

/** A line to a server of the loopback that breaks. */
export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let limits: readonly number[] = [];
  let next = 0;
  let cuts = 0;
  let isPulled = false;
  const proxy = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    const pair = [client, server] as const;
    const end = () => {
      for (const socket of pair) {
        sockets.delete(socket);
        socket.destroy();
      }
    };
    const limit = limits[next % limits.length] ?? Infinity;
    next += 1;
    let passed = 0;
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from);
      from.on('error', end).on('close', end);
      from.on('data', (bytes: Buffer) => {
        if (isPulled) return;
        const rest = Math.max(0, limit - passed);
        passed += bytes.length;
        to.write(bytes.subarray(0, rest));
        if (passed <= limit) return;
        cuts += 1;
        to.end();
        setImmediate(end);
      });
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const {port} = proxy.address() as AddressInfo;
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    cuts: () => cuts,
    cutAfter: (bytes) => {
      limits = bytes;
      drop();
    },
    heal: () => {
      limits = [];
      isPulled = false;
      drop();
    },
    pull: () => {
      isPulled = true;
    },
    close: () => {
      proxy.close();
      drop();
    },
  };
}
