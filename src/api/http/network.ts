import {isUntrusted} from './network-errors.ts';
import {dispatcherFor, type DispatcherOptions} from './network-dispatcher.ts';
import {proxyFor} from './network-proxy.ts';

export type NetworkOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Further CA certificates to trust, PEM texts. */
  readonly ca?: readonly string[] | undefined;
  /** Longest wait for a connection, in milliseconds (default 10 s). */
  readonly connectTimeoutMs?: number | undefined;
};

const MAX_REDIRECTS = 5;

/**
 * A fetch for the networks of jump hosts: proxies from the environment, the system's CA store where
 * Node's own CAs do not suffice, several addresses tried in turn. Nothing is set up before the first
 * request, and idle connections do not hold the process.
 *
 * Redirects are followed for GET and HEAD only, never to plain http, and never take the Authorization
 * header to another origin; other methods get the redirect itself as their answer. Rejects as fetch
 * does: explainNetworkError says at which step.
 */
export function createFetch(options: NetworkOptions): typeof fetch {
  const connections = new Connections(options);
  return async (input, init) => {
    let request = new Request(input, {...init, redirect: 'manual'});
    for (let hops = 0; ; hops += 1) {
      const response = await connections.send(request);
      const next = redirected(request, response);
      if (next === undefined) return response;
      await response.body?.cancel();
      if (hops === MAX_REDIRECTS) throw new TypeError('Too many redirects');
      request = next;
    }
  };
}

/** Sends requests, and learns from the first refused certificate whether the system's CA store is needed. */
class Connections {
  readonly #options: NetworkOptions;
  readonly #dispatchers = new Map<string, NonNullable<RequestInit['dispatcher']>>();
  /** Origins whose certificate was accepted: their requests are never sent twice. */
  readonly #accepted = new Set<string>();
  #systemCa = false;

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  async send(request: Request): Promise<Response> {
    const {origin} = new URL(request.url);
    const mayRetry = !this.#systemCa && !this.#accepted.has(origin) && origin.startsWith('https:');
    const again = mayRetry ? request.clone() : undefined;
    try {
      const response = await this.#fetch(request);
      this.#accepted.add(origin);
      // The copy's half of the body would otherwise be kept in memory.
      void again?.body?.cancel();
      return response;
    } catch (error) {
      if (again === undefined || !isUntrusted(error)) throw error;
      // The handshake failed, so nothing of the request has left: sending it again is safe, writes included.
      this.#systemCa = true;
      this.#dispatchers.clear();
      return this.#fetch(again);
    }
  }

  async #fetch(request: Request): Promise<Response> {
    const dispatcher = await this.#dispatcher(request.url);
    return fetch(request, dispatcher === undefined ? {} : {dispatcher});
  }

  async #dispatcher(url: string): Promise<RequestInit['dispatcher']> {
    const choice = proxyFor(url, this.#options.env);
    if (choice.kind === 'unusable') {
      throw new TypeError(`fetch failed`, {
        cause: Object.assign(new Error(`${choice.variable}: ${choice.why}`), {code: 'PROXY_UNUSABLE'}),
      });
    }
    const proxy = choice.kind === 'proxy' ? choice.url : undefined;
    const key = proxy?.href ?? 'direct';
    const known = this.#dispatchers.get(key);
    if (known !== undefined) return known;
    const made = await dispatcherFor({...this.#settings(), proxy});
    if (made !== undefined) this.#dispatchers.set(key, made);
    return made;
  }

  #settings(): Omit<DispatcherOptions, 'proxy'> {
    const {connectTimeoutMs = 10_000, ca = []} = this.#options;
    return {connectTimeoutMs, ca, systemCa: this.#systemCa};
  }
}

/** The request that follows a redirect, or undefined where the answer is to be taken as it is. */
function redirected(request: Request, response: Response): Request | undefined {
  const location = response.headers.get('location');
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return undefined;
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  if (!URL.canParse(location, request.url)) return undefined;
  const from = new URL(request.url);
  const to = new URL(location, request.url);
  if (
    to.protocol !== 'https:' &&
    !(to.protocol === 'http:' && from.protocol === 'http:' && to.host === from.host)
  )
    return undefined;
  const headers = new Headers(request.headers);
  if (to.origin !== from.origin)
    for (const name of ['authorization', 'cookie', 'proxy-authorization']) headers.delete(name);
  return new Request(to, {method: request.method, headers, signal: request.signal, redirect: 'manual'});
}
