import {openDirect, withoutInterim} from './network-connect.ts';
import {trustOf} from './network-trust.ts';
import {openTunnel} from './network-tunnel.ts';

export type DispatcherOptions = {
  readonly proxy: URL | undefined;
  readonly connectTimeoutMs: number;
  readonly ca: readonly string[];
  readonly systemCa: boolean;
};

type Dispatcher = NonNullable<RequestInit['dispatcher']>;
type Target = {readonly hostname: string; readonly port?: string; readonly protocol: string};
type Connect = (target: Target, done: (error: Error | null, socket: unknown) => void) => void;
type AgentOptions = {readonly connect: Connect};

/**
 * What fetch connects with. undefined: Node's fetch is not built on the Agent that we know, so it works
 * with its own settings (and proxies only where NODE_USE_ENV_PROXY=1 is set).
 */
export async function dispatcherFor(options: DispatcherOptions): Promise<Dispatcher | undefined> {
  const trust = await trustOf(options);
  const Agent = builtInAgent();
  if (Agent === undefined) return undefined;
  const {proxy, connectTimeoutMs: timeoutMs} = options;
  const connect: Connect = ({hostname, port: named, protocol}, done) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    const port = Number(named || (protocol === 'https:' ? 443 : 80));
    const opened =
      proxy === undefined
        ? openDirect({protocol, host, port, timeoutMs, trust})
        : openTunnel({proxy, host, port, timeoutMs, trust});
    opened.then(
      (socket) => done(null, withoutInterim(socket)),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
  return new Agent({connect});
}

// Where undici keeps the dispatcher of fetch: its version 8 (Node 26), and the ones before.
const PLACES = ['undici.globalDispatcher.2', 'undici.globalDispatcher.1'];

/** undici's Agent inside Node. The npm package of the same would cost 60 ms and half a megabyte. */
function builtInAgent(): (new (options: AgentOptions) => Dispatcher) | undefined {
  return PLACES.map((place): unknown => {
    const current: unknown = Reflect.get(globalThis, Symbol.for(place));
    return typeof current === 'object' && current !== null ? current.constructor : undefined;
  }).find((found) => isAgent(found));
}

function isAgent(value: unknown): value is new (options: AgentOptions) => Dispatcher {
  return typeof value === 'function' && value.name === 'Agent';
}
