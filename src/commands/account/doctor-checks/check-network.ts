import {lookup} from 'node:dns/promises';
import {connect, type PeerCertificate, type TLSSocket} from 'node:tls';
import {isIP} from 'node:net';
import {explainNetworkError, isUntrusted} from '../../../api/http/network-errors.ts';
import {tlsNote, trustOf} from '../../../api/http/network-trust.ts';
import {proxyFor, withoutCredentials} from '../../../api/http/network-proxy.ts';
import {openTunnel} from '../../../api/http/network-tunnel.ts';
import type {Env} from '../../../settings/paths.ts';
import {failed, ok, warning, type Check} from './check.ts';

const DAY = 86_400_000;
const SLOW_MS = 1000;

export type NetworkTarget = {
  readonly endpoint: string;
  readonly env: Env;
  readonly timeoutMs: number;
  readonly now: () => number;
};

/** Proxy, DNS and TLS on the way to the service, each with what to check. */
export async function checkNetwork(target: NetworkTarget): Promise<readonly Check[]> {
  const url = new URL(target.endpoint);
  const proxy = checkProxy(target.endpoint, target.env);
  const ca = [...checkExtraCa(target.env), ...checkForced()];
  if (url.protocol === 'http:') return [proxy, ...ca, ok('TLS', 'not used: the service is this machine')];
  const isProxied = proxyFor(target.endpoint, target.env).kind === 'proxy';
  const dns = isProxied ? ok('DNS', 'left to the proxy') : await checkDns(url.hostname, target);
  return [proxy, ...ca, dns, dns.level === 'failed' ? warning('TLS', 'not tried') : await checkTls(target)];
}

/** Which proxy is used for the service. */
export function checkProxy(endpoint: string, env: Env): Check {
  const choice = proxyFor(endpoint, env);
  if (choice.kind === 'unusable')
    return failed(
      'Proxy',
      `${choice.variable}: ${choice.why}`,
      'Write it as http://user:password@host:port.',
    );
  if (choice.kind === 'proxy') {
    const login = choice.url.username === '' ? 'without credentials' : 'with credentials';
    return ok('Proxy', `${withoutCredentials(choice.url)} from ${choice.variable}, ${login}`);
  }
  const isOnlyHttp =
    endpoint.startsWith('https:') &&
    (env['HTTP_PROXY'] || env['http_proxy']) &&
    !env['HTTPS_PROXY'] &&
    !env['https_proxy'];
  if (isOnlyHttp)
    return warning(
      'Proxy',
      'none: HTTP_PROXY is set, but the service is https',
      'Set HTTPS_PROXY to the same.',
    );
  return ok('Proxy', env['HTTPS_PROXY'] || env['https_proxy'] ? 'none for the service, by NO_PROXY' : 'none');
}

function checkExtraCa(env: Env): readonly Check[] {
  const file = env['NODE_EXTRA_CA_CERTS'];
  return file ? [ok('CA file', `NODE_EXTRA_CA_CERTS=${file}`)] : [];
}

function checkForced(): readonly Check[] {
  const note = tlsNote();
  return note === undefined
    ? []
    : [warning('Certificates', note, 'Unset it; name your own CA in NODE_EXTRA_CA_CERTS.')];
}

export async function checkDns(
  hostname: string,
  {timeoutMs, now}: Pick<NetworkTarget, 'timeoutMs' | 'now'>,
): Promise<Check> {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return ok('DNS', 'not needed: the endpoint is an address');
  const start = now();
  const slow = new Promise<'slow'>((resolve) => setTimeout(() => resolve('slow'), timeoutMs).unref());
  try {
    const found = await Promise.race([lookup(host, {all: true}), slow]);
    if (found === 'slow')
      return failed(
        'DNS',
        `no answer for ${host} within ${timeoutMs / 1000} s`,
        'Check /etc/resolv.conf and the VPN.',
      );
    const ms = Math.round(now() - start);
    const sixes = found.filter(({family}) => family === 6).length;
    const words = `${host} has ${found.length - sixes} IPv4 and ${sixes} IPv6 addresses (${ms} ms)`;
    return ms > SLOW_MS
      ? warning('DNS', words, 'The name server is slow; check /etc/resolv.conf.')
      : ok('DNS', words);
  } catch (error) {
    const {message, hint} = explainNetworkError(error, {endpoint: `https://${hostname}`});
    return failed('DNS', message, hint);
  }
}

export async function checkTls(target: NetworkTarget): Promise<Check> {
  const choice = proxyFor(target.endpoint, target.env);
  const proxy = choice.kind === 'proxy' ? choice.url.href : undefined;
  try {
    return await handshake(target, false).catch((error: unknown) => {
      if (!isUntrusted(error)) throw error;
      return handshake(target, true);
    });
  } catch (error) {
    const {step, message, hint} = explainNetworkError(error, {
      endpoint: target.endpoint,
      proxy,
      tlsNote: tlsNote(),
    });
    return failed(
      {dns: 'DNS', connect: 'Connection', proxy: 'Proxy', tls: 'TLS', http: 'TLS'}[step],
      message,
      hint,
    );
  }
}

async function handshake(target: NetworkTarget, systemCa: boolean): Promise<Check> {
  const socket = await openTls(target, systemCa);
  const certificate = socket.getPeerCertificate();
  const protocol = socket.getProtocol() ?? 'TLS';
  socket.destroy();
  return certificateCheck(
    certificate,
    `${protocol}${systemCa ? ", trusted by the system's CA store" : ''}`,
    target.now(),
  );
}

function certificateCheck(certificate: PeerCertificate, how: string, now: number): Check {
  const left = Math.floor((Date.parse(certificate.valid_to) - now) / DAY);
  const issuer = [certificate.issuer.O ?? certificate.issuer.CN ?? 'unknown'].flat()[0] ?? 'unknown';
  const words = `${how}; certificate by ${issuer.replace(/[^\x20-\x7e]/g, '?').slice(0, 60)}, good for ${left} days`;
  return left < 7
    ? warning('TLS', words, 'It is about to expire; tell whoever runs the service or the proxy.')
    : ok('TLS', words);
}

async function openTls({endpoint, env, timeoutMs}: NetworkTarget, systemCa: boolean): Promise<TLSSocket> {
  const url = new URL(endpoint);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port || 443);
  const trust = await trustOf({ca: [], systemCa});
  const choice = proxyFor(endpoint, env);
  if (choice.kind === 'proxy') return openTunnel({proxy: choice.url, host, port, timeoutMs, trust});
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      ...(isIP(host) === 0 ? {servername: host} : {}),
      rejectUnauthorized: true,
      ...(trust === undefined ? {} : {secureContext: trust}),
    });
    socket.setTimeout(timeoutMs, () =>
      socket.destroy(Object.assign(new Error('connect timed out'), {code: 'ETIMEDOUT'})),
    );
    socket.once('error', reject);
    socket.once('secureConnect', () => resolve(socket));
  });
}
