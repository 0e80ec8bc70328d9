import {isIP, type Socket} from 'node:net';
import type {SecureContext} from 'node:tls';

export type Direct = {
  readonly protocol: string;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  /** Whom to trust; undefined: Node's default CAs. */
  readonly trust: SecureContext | undefined;
};

/** A connection to host and port, with TLS for https. Several addresses are tried in turn. */
export async function openDirect({protocol, host, port, timeoutMs, trust}: Direct): Promise<Socket> {
  const [net, tls] = await Promise.all([import('node:net'), import('node:tls')]);
  const options = {
    host,
    port,
    autoSelectFamily: true,
    // Node's 250 ms gives up on addresses of sites that are merely far away.
    autoSelectFamilyAttemptTimeout: Math.min(1500, timeoutMs),
  };
  if (protocol !== 'https:') return await connected(net.connect(options), 'connect', timeoutMs);
  const secure = tls.connect({
    ...options,
    ...(isIP(host) === 0 ? {servername: host} : {}),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
    ...(trust === undefined ? {} : {secureContext: trust}),
  });
  return await connected(secure, 'secureConnect', timeoutMs);
}

function connected(socket: Socket, event: 'connect' | 'secureConnect', timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(timedOut()), timeoutMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    socket.once('error', fail);
    socket.once(event, () => {
      clearTimeout(timer);
      socket.removeListener('error', fail);
      resolve(socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS));
    });
  });
}

const KEEP_ALIVE_MS = 60_000;

function timedOut(): Error {
  return Object.assign(new Error('connect timed out'), {code: 'CONNECT_TIMEOUT'});
}
