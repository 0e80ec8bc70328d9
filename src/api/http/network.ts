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

/**
 * A fetch for the networks of jump hosts: proxies from the environment, the system's CA store where
 * Node's own CAs do not suffice, several addresses tried in turn. Nothing is set up before the first
 * request, and idle connections do not hold the process.
 *
 * A redirect is an answer as any other: whoever sent the request decides. Rejects as fetch does:
 * explainNetworkError says at which step.
 */
export function createFetch(options: NetworkOptions): typeof fetch {
  const connections = new Connections(options);
  return (input, init) => connections.send(new Request(input, {...init, redirect: 'manual'}));
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
