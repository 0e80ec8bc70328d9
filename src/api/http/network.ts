import type {Agent, ClientRequest, IncomingMessage} from 'node:http';
import type {HttpAnswer, HttpRequest, SendRequest} from './message.ts';
import {agentFor, type AgentOptions} from './network-agent.ts';
import {answerOf} from './network-answer.ts';
import {isUntrusted} from './network-errors.ts';
import {proxyFor} from './network-proxy.ts';

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

  /** What may write takes no kept connection: where that has ended meanwhile nobody knows whether the request arrived. */
  async #agent({url, method}: Pick<HttpRequest, 'url' | 'method'>): Promise<Agent> {
    const {protocol} = new URL(url);
    const isKept = method === 'GET';
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
  });
  // An error behind the head is one of the body as well, and says nothing more here.
  request.on('error', reject);
  request.once('response', (response) => {
    resolve(response);
    // Answered before everything was sent: the rest would hold the connection.
    if (!request.writableFinished) response.once('end', () => request.destroy());
  });
  // Not before there is a connection: a body that was not begun can be sent again.
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
