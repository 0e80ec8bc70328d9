import type {ClientRequest, IncomingMessage} from 'node:http';
import {isIP, type Socket} from 'node:net';
import type {SecureContext, TLSSocket} from 'node:tls';
import {proxyAuthorization} from './network-proxy.ts';

/** A proxy that did not open the way. `code` is PROXY_ and an HTTP status, CLOSED, TIMEOUT or UNREACHABLE. */
class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code: string;

  constructor(reason: number | 'CLOSED' | 'TIMEOUT' | 'UNREACHABLE', options: ErrorOptions = {}) {
    super(`The proxy did not connect (${reason})`, options);
    this.code = `PROXY_${reason}`;
  }
}

export type Tunnel = {
  readonly proxy: URL;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  /** Whom to trust, for the proxy's own TLS too; undefined: Node's default CAs. */
  readonly trust: SecureContext | undefined;
  /** Nobody waits for the connection any more. */
  readonly signal?: AbortSignal | undefined;
};

/** Ends what is being opened as soon as nobody waits for it; returns how to stop listening. */
export function endOnAbort(
  signal: AbortSignal | undefined,
  opening: {readonly destroy: (error: Error) => unknown},
): () => void {
  const end = () => opening.destroy(new Error('Nobody waits for this connection any more.'));
  if (signal?.aborted === true) end();
  signal?.addEventListener('abort', end, {once: true});
  return () => signal?.removeEventListener('abort', end);
}

/**
 * A TLS connection to host and port through an HTTP proxy. Throws a ProxyError, or the TLS error of the
 * service.
 */
export async function openTunnel(tunnel: Tunnel): Promise<TLSSocket> {
  const socket = await connectRequest(tunnel);
  const {connect} = await import('node:tls');
  return new Promise((resolve, reject) => {
    const secure = connect({
      socket,
      // An address is no server name (RFC 6066), but the certificate is still checked against it.
      ...(isIP(tunnel.host) === 0 ? {servername: tunnel.host} : {host: tunnel.host}),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: true,
      ...(tunnel.trust === undefined ? {} : {secureContext: tunnel.trust}),
    });
    secure.setTimeout(tunnel.timeoutMs, () => secure.destroy(new ProxyError('TIMEOUT')));
    const stopHearing = endOnAbort(tunnel.signal, secure);
    secure.once('error', reject);
    secure.once('secureConnect', () => {
      stopHearing();
      secure.removeListener('error', reject);
      secure.setTimeout(0);
      resolve(secure);
    });
  });
}

async function connectRequest(tunnel: Tunnel): Promise<Socket> {
  const {proxy, host, port, timeoutMs, trust, signal} = tunnel;
  const authority = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const authorization = proxyAuthorization(proxy);
  const proxyHost = proxy.hostname.replace(/^\[|\]$/g, '');
  const options = {
    method: 'CONNECT',
    host: proxyHost,
    // Else node:https would check the proxy's certificate against the Host header, which names the service.
    servername: isIP(proxyHost) === 0 ? proxyHost : '',
    port: Number(proxy.port || (proxy.protocol === 'https:' ? 443 : 80)),
    path: authority,
    headers: {
      host: authority,
      ...(authorization === undefined ? {} : {'proxy-authorization': authorization}),
    },
    agent: false,
    timeout: timeoutMs,
    rejectUnauthorized: true,
    ...(trust === undefined ? {} : {secureContext: trust}),
  } as const;
  const module = proxy.protocol === 'https:' ? await import('node:https') : await import('node:http');
  return answered(module.request(options), signal);
}

function answered(request: ClientRequest, signal: AbortSignal | undefined): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const stopHearing = endOnAbort(signal, request);
    request.once('timeout', () => request.destroy(new ProxyError('TIMEOUT')));
    request.once('error', (error: NodeJS.ErrnoException) => reject(asProxyError(error)));
    request.once('connect', (response: IncomingMessage, socket: Socket, head: Buffer) => {
      stopHearing();
      if (response.statusCode !== 200) {
        socket.destroy();
        reject(new ProxyError(response.statusCode ?? 'CLOSED'));
        return;
      }
      // The request's own timeout would close the tunnel later.
      socket.setTimeout(0);
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    request.end();
  });
}

function asProxyError(error: NodeJS.ErrnoException): Error {
  if (error instanceof ProxyError) return error;
  const closed =
    error.code === 'ECONNRESET' || error.code === 'EPIPE' || (error.code ?? '').startsWith('HPE_');
  return new ProxyError(closed ? 'CLOSED' : 'UNREACHABLE', {cause: error});
}
