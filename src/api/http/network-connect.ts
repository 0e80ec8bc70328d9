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
  return Object.assign(new Error('connect timed out'), {code: 'UND_ERR_CONNECT_TIMEOUT'});
}

const INTERIM = 'HTTP/1.1 100';
const HEAD_END = '\r\n\r\n';
/** No interim answer is longer; what is, is left to the parser. */
const MOST_INTERIM = 4096;

/**
 * Takes `100 Continue` out of what comes: nobody asks for it, some proxies send it all the same, and undici
 * closes the connection then. Looked for at the beginning of an answer only.
 */
export function withoutInterim<S extends Socket>(socket: S): S {
  const read = socket.read.bind(socket);
  const write = socket.write.bind(socket) as (...args: readonly unknown[]) => boolean;
  let isAwaited = true;
  let held: Buffer = Buffer.alloc(0);
  const next = (size?: number): Buffer | null => {
    const chunk = read(size) as Buffer | null;
    if (chunk === null || !isAwaited) return chunk;
    held = withoutHeads(Buffer.concat([held, chunk]));
    if (couldBeInterim(held)) return next(size);
    const rest = held;
    held = Buffer.alloc(0);
    isAwaited = false;
    return rest;
  };
  return Object.assign(socket, {
    read: next,
    write: (...args: readonly unknown[]) => {
      isAwaited = true;
      return write(...args);
    },
  });
}

function withoutHeads(bytes: Buffer): Buffer {
  let rest = bytes;
  while (startsWith(rest, INTERIM) && rest.includes(HEAD_END))
    rest = rest.subarray(rest.indexOf(HEAD_END) + HEAD_END.length);
  return rest;
}

/** More bytes decide. */
function couldBeInterim(bytes: Buffer): boolean {
  if (bytes.length >= MOST_INTERIM) return false;
  return startsWith(bytes, INTERIM) || INTERIM.startsWith(bytes.toString('latin1'));
}

function startsWith(bytes: Buffer, text: string): boolean {
  return bytes.subarray(0, text.length).toString('latin1') === text;
}
