import type {Agent} from 'node:http';
import type {Duplex} from 'node:stream';
import {openDirect} from './network-connect.ts';
import {trustOf} from './network-trust.ts';
import {openTunnel} from './network-tunnel.ts';

export type AgentOptions = {
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
};
type Done = (error: Error | null, socket?: Duplex) => void;

/** An idle connection is kept so long, or less where the service says so: many in between forget it after five seconds. */
const IDLE_MS = 4000;

/** Node's pool of connections, opened our way: several addresses in turn, through a tunnel, with the CAs to trust. */
export async function agentFor(options: AgentOptions): Promise<Agent> {
  const {protocol, proxy, connectTimeoutMs: timeoutMs} = options;
  const {Agent} = protocol === 'https:' ? await import('node:https') : await import('node:http');
  const trust = await trustOf(options);
  const agent = new Agent({keepAlive: options.isKept, timeout: IDLE_MS});
  const open = async (target: Target) => {
    const host = (target.host ?? '').replace(/^\[|\]$/g, '');
    const port = Number(target.port);
    return proxy === undefined
      ? await openDirect({protocol, host, port, timeoutMs, trust})
      : await openTunnel({proxy, host, port, timeoutMs, trust});
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
