import type {Agent, ClientRequest, IncomingMessage} from 'node:http';
import type {HttpAnswer, HttpRequest, SendRequest} from './message.ts';
import {answerOf} from './network-answer.ts';
import {isUntrusted} from './network-errors.ts';
import {proxyFor} from './network-proxy.ts';
import type {Duplex} from 'node:stream';
import {trustOf} from './network-trust.ts';
import {endOnAbort, openTunnel, type Tunnel} from './network-tunnel.ts';
import {isIP, type Socket} from 'node:net';

export type NetworkOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Further CA certificates to trust, PEM texts. */
  readonly ca?: readonly string[] | undefined;
  /** Longest wait for a connection, in milliseconds (default 10 s). */
  readonly connectTimeoutMs?: number | undefined;
};

/**
 * Sends requests in the networks of jump hosts: proxies from the environment, the system's CA store where
 * Node's own CAs do not suffice, several addresses tried in turn. Nothing is set up before the first
 * request, and idle connections do not hold the process.
 *
 * Through node:http: fetch takes 18 MB and 50 ms more.
 */
export function createSend(options: NetworkOptions): SendRequest {
  const connections = new Connections(options);
  return (request) => connections.send(request);
}

/** Sends requests, and learns from the first refused certificate whether the system's CA store is needed. */
class Connections {
  readonly #options: NetworkOptions;
  readonly #agents = new Map<string, Agent>();
  /** Origins whose certificate was accepted: their requests are never sent twice. */
  readonly #accepted = new Set<string>();
  #systemCa = false;

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  async send(request: HttpRequest): Promise<HttpAnswer> {
    const {origin} = new URL(request.url);
    const mayRetry = !this.#systemCa && !this.#accepted.has(origin) && origin.startsWith('https:');
    try {
      const answer = await this.#exchange(request);
      this.#accepted.add(origin);
      return answer;
    } catch (error) {
      if (!mayRetry || !isUntrusted(error)) throw error;
      // The handshake failed, so nothing of the request has left: sending it again is safe, writes included.
      this.#systemCa = true;
      this.#agents.clear();
      return this.#exchange(request);
    }
  }

  async #exchange(request: HttpRequest): Promise<HttpAnswer> {
    request.signal?.throwIfAborted();
    const agent = await this.#agent(request);
    request.signal?.throwIfAborted();
    return exchange(request, agent);
  }

  /** A write uses no kept connection: if that connection has ended, nobody knows whether the request arrived. */
  async #agent({url, method, isRead: isKept = method === 'GET'}: HttpRequest): Promise<Agent> {
    const {protocol} = new URL(url);
    const choice = proxyFor(url, this.#options.env);
    if (choice.kind === 'unusable')
      throw Object.assign(new Error(`${choice.variable}: ${choice.why}`), {code: 'PROXY_UNUSABLE'});
    const proxy = choice.kind === 'proxy' ? choice.url : undefined;
    const key = `${protocol} ${proxy?.href ?? 'direct'} ${isKept ? 'kept' : 'once'}`;
    const known = this.#agents.get(key);
    if (known !== undefined) return known;
    const made = await agentFor({...this.#settings(), protocol, proxy, isKept});
    this.#agents.set(key, made);
    return made;
  }

  #settings(): Omit<AgentOptions, 'proxy' | 'protocol' | 'isKept'> {
    const {connectTimeoutMs = 10_000, ca = []} = this.#options;
    return {connectTimeoutMs, ca, systemCa: this.#systemCa};
  }
}

/** Sends a request over a connection of this pool, and gives the answer as soon as its head is there. */
async function exchange(sent: HttpRequest, agent: Agent): Promise<HttpAnswer> {
  const {method, url, headers, body, signal} = sent;
  const {request: open} = url.startsWith('https:') ? await import('node:https') : await import('node:http');
  const length = typeof body === 'string' ? {'content-length': String(Buffer.byteLength(body))} : {};
  const {promise, resolve, reject} = Promise.withResolvers<IncomingMessage>();
  const request = open(url, {
    method,
    agent,
    headers: {'accept-encoding': 'gzip, deflate, br', ...headers, ...length},
    ...({wanted: signal} satisfies Pick<Target, 'wanted'>),
  });
  // An error after the head is also an error of the body, and is handled there.
  request.on('error', reject);
  request.once('response', (response) => {
    resolve(response);
    // Answered before everything was sent: sending the rest would block the connection.
    if (!request.writableFinished) response.once('end', () => request.destroy());
  });
  // Only once there is a connection: a body that was not started can be sent again.
  request.once('socket', () => void write(request, body));
  // Node's own `signal` waits for the connection first.
  const stop = () => {
    reject(signal?.reason);
    request.destroy();
  };
  signal?.addEventListener('abort', stop, {once: true});
  return answerOf(await promise);
}

async function write(request: ClientRequest, body: HttpRequest['body']): Promise<void> {
  if (body === undefined || typeof body === 'string') {
    request.end(body);
    return;
  }
  const {pipeline} = await import('node:stream/promises');
  await pipeline(body, request).catch((error: unknown) => request.destroy(error as Error));
}

type AgentOptions = {
  readonly protocol: string;
  readonly proxy: URL | undefined;
  readonly connectTimeoutMs: number;
  readonly ca: readonly string[];
  readonly systemCa: boolean;
  /** Whether a connection serves several requests. */
  readonly isKept: boolean;
};

type Target = {
  readonly host?: string | null | undefined;
  readonly port?: number | string | null | undefined;
  /** Of the request that the connection is opened for. */
  readonly wanted?: AbortSignal | undefined;
};
type Done = (error: Error | null, socket?: Duplex) => void;

/**
 * How long an idle connection is kept, or less if the service says so: many devices on the way drop it after five
 * seconds.
 */
const IDLE_MS = 4000;

/** Node's pool of connections, opened our way: several addresses in turn, through a tunnel, with the CAs to trust. */
async function agentFor(options: AgentOptions): Promise<Agent> {
  const {protocol, proxy, connectTimeoutMs: timeoutMs} = options;
  const {Agent} = protocol === 'https:' ? await import('node:https') : await import('node:http');
  const trust = await trustOf(options);
  const agent = new Agent({keepAlive: options.isKept, timeout: IDLE_MS});
  const open = async (target: Target) => {
    const host = (target.host ?? '').replace(/^\[|\]$/g, '');
    const way = {host, port: Number(target.port), timeoutMs, trust, signal: target.wanted};
    return proxy === undefined ? await openDirect({...way, protocol}) : await openTunnel({...way, proxy});
  };
  return Object.assign(agent, {
    createConnection(target: Target, done: Done) {
      open(target).then(
        (socket) => done(null, socket),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
}

type Direct = Omit<Tunnel, 'proxy'> & {readonly protocol: string};

/** A connection to host and port, with TLS for https. Several addresses are tried in turn. */
async function openDirect({protocol, trust, ...way}: Direct): Promise<Socket> {
  const {host, port, timeoutMs} = way;
  const [net, tls] = await Promise.all([import('node:net'), import('node:tls')]);
  const options = {
    host,
    port,
    autoSelectFamily: true,
    // Node's 250 ms are too short for sites that are only far away.
    autoSelectFamilyAttemptTimeout: Math.min(1500, timeoutMs),
  };
  if (protocol !== 'https:') return await connected(net.connect(options), 'connect', way);
  const secure = tls.connect({
    ...options,
    ...(isIP(host) === 0 ? {servername: host} : {}),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
    ...(trust === undefined ? {} : {secureContext: trust}),
  });
  return await connected(secure, 'secureConnect', way);
}

function connected(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  {timeoutMs, signal}: Pick<Tunnel, 'timeoutMs' | 'signal'>,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(timedOut()), timeoutMs);
    const stopHearing = endOnAbort(signal, socket);
    const stop = () => {
      clearTimeout(timer);
      stopHearing();
    };
    const fail = (error: Error) => {
      stop();
      reject(error);
    };
    socket.once('error', fail);
    socket.once(event, () => {
      stop();
      socket.removeListener('error', fail);
      resolve(socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS));
    });
  });
}

const KEEP_ALIVE_MS = 60_000;

function timedOut(): Error {
  return Object.assign(new Error('connect timed out'), {code: 'CONNECT_TIMEOUT'});
}
