import {explainTls} from './network-tls-reasons.ts';

/**
 * The step at which a request failed. Up to `tls` nothing was sent, so even a write may be sent again; at `http` the
 * service may have got it.
 */
export type NetworkStep = 'dns' | 'connect' | 'proxy' | 'tls' | 'http';

export type NetworkExplanation = {
  readonly step: NetworkStep;
  /** What happened, one printable line. */
  readonly message: string;
  /** What to check. */
  readonly hint: string;
};

export type NetworkContext = {
  /** URL of the service or of the request. */
  readonly endpoint: string;
  /** URL of the proxy in use, with or without credentials. */
  readonly proxy?: string | undefined;
  /** What has to be said beside a certificate that was refused. */
  readonly tlsNote?: string | undefined;
};

type Link = {
  readonly code: string;
  readonly name: string;
  readonly message: string;
  readonly host: string | undefined;
};

type Place = {readonly host: string; readonly name: string};

/** Says at which step a failed fetch got stuck, in words for a person, from the error and its causes. */
export function explainNetworkError(error: unknown, context: NetworkContext): NetworkExplanation {
  const links = causes(error);
  const target = place(context.endpoint);
  const proxy = context.proxy === undefined ? undefined : place(context.proxy);
  for (const explain of [explainProxy, explainDns, explainTlsLinks, explainConnect, explainHttp]) {
    const found = explain(links, target, proxy);
    if (found !== undefined)
      return {
        step: found.step,
        message: printable(found.message),
        hint: printable(withNote(found, context.tlsNote)),
      };
  }
  const last = links.at(-1);
  return {
    step: 'http',
    message: printable(`The request to ${target.name} failed: ${last?.message ?? 'no reason was given'}`),
    hint: 'Try again; "casedeck doctor" checks each step of the way.',
  };
}

function withNote({step, hint}: NetworkExplanation, note: string | undefined): string {
  return step === 'tls' && note !== undefined ? `${note} ${hint}` : hint;
}

type Explain = (
  links: readonly Link[],
  target: Place,
  proxy: Place | undefined,
) => NetworkExplanation | undefined;

const explainProxy: Explain = (links, _target, proxy) => {
  const link = links.find((one) => one.code.startsWith('PROXY_'));
  if (link === undefined) return undefined;
  if (link.code === 'PROXY_UNUSABLE') {
    return {
      step: 'proxy',
      message: `The proxy cannot be used: ${link.message}.`,
      hint: 'Write it as http://user:password@host:port.',
    };
  }
  const name = proxy?.name ?? 'in use';
  const status = Number(link.code.slice('PROXY_'.length));
  if (!Number.isNaN(status)) return proxyRefusal(status, name);
  const inner = links.find((one) => isDns(one) || isConnect(one) || isTls(one));
  return {
    step: 'proxy',
    message: `The proxy ${name} cannot be used: ${proxyReason(link, inner)}.`,
    hint: 'Check HTTPS_PROXY; list hosts that need no proxy in NO_PROXY.',
  };
};

function proxyReason(link: Link, inner: Link | undefined): string {
  if (inner !== undefined && isDns(inner)) return 'its name is not known';
  if (inner !== undefined && isTls(inner)) return 'TLS with it failed (is it an http:// proxy?)';
  if (inner !== undefined) return connectReason(inner.code);
  return link.code === 'PROXY_TIMEOUT'
    ? 'no answer came in time'
    : 'it closed the connection (does it allow CONNECT?)';
}

function proxyRefusal(status: number, name: string): NetworkExplanation {
  // tinyproxy says 401 to wrong credentials.
  if (status === 407 || status === 401) {
    return {
      step: 'proxy',
      message: `The proxy ${name} wants a user name and password, or refused those given (${status}).`,
      hint: 'Put them into HTTPS_PROXY as http://user:password@host:port; write special characters as %XX.',
    };
  }
  const words = status === 403 ? 'does not allow the connection' : 'could not connect to the service';
  return {
    step: 'proxy',
    message: `The proxy ${name} ${words} (${status}).`,
    hint: "Ask for the service's host and port 443 to be allowed, or list the host in NO_PROXY.",
  };
}

const explainDns: Explain = (links, target, proxy) => {
  const link = links.find(isDns);
  if (link === undefined) return undefined;
  const host = link.host ?? target.host;
  const slow = link.code === 'EAI_AGAIN' || link.code === 'ETIMEOUT';
  return {
    step: 'dns',
    message: slow
      ? `The name ${host} could not be looked up: the name server did not answer.`
      : `The name ${host} is not known.`,
    hint:
      proxy === undefined
        ? 'Check the network, the VPN and /etc/resolv.conf; where only a proxy leads out, set HTTPS_PROXY.'
        : 'Check the name, the network and the VPN.',
  };
};

const explainTlsLinks: Explain = (links, target) => {
  const link = links.find(isTls);
  if (link === undefined) return undefined;
  return {step: 'tls', ...explainTls(link.code, link.message, target.name)};
};

const explainConnect: Explain = (links, target) => {
  const link = links.find(isConnect);
  if (link === undefined) return undefined;
  return {
    step: 'connect',
    message: `No connection to ${target.name}: ${connectReason(link.code)}.`,
    hint: 'Check the network, the VPN and the firewall; where only a proxy leads out, set HTTPS_PROXY.',
  };
};

const explainHttp: Explain = (links, target) => {
  const link = links.find((one) => httpReason(one) !== undefined);
  if (link === undefined) return undefined;
  const reason = httpReason(link);
  return {
    step: 'http',
    message: `${target.name} was reached, but ${reason}.`,
    hint: 'Try again; if it stays, the service or something in between is at fault.',
  };
};

function httpReason({code, name}: Link): string | undefined {
  if (name === 'TimeoutError') return 'no answer came in time';
  // The codes of Node's parser of HTTP, and of what decompresses.
  return /^(HPE|Z|ERR_BROTLI|ERR__ERROR)_/.test(code) ? 'its answer makes no sense' : HTTP_REASONS[code];
}

const HTTP_REASONS: Readonly<Record<string, string>> = {
  ERR_STREAM_PREMATURE_CLOSE: 'its answer stopped halfway',
  ECONNRESET: 'it closed the connection before its answer was complete',
  EPIPE: 'it closed the connection while the request was being sent',
};

const CONNECT_REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ENETDOWN: 'the network is down',
  EADDRNOTAVAIL: 'there is no way to that network',
  ETIMEDOUT: 'no answer in time, which is often a firewall',
  CONNECT_TIMEOUT: 'no answer in time, which is often a firewall',
  EACCES: 'this machine does not allow it',
  EPERM: 'this machine does not allow it',
};

function connectReason(code: string): string {
  return CONNECT_REASONS[code] ?? code;
}

function isDns(link: Link): boolean {
  return /^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL|ETIMEOUT|EREFUSED|EBADNAME)/.test(link.code);
}

function isConnect(link: Link): boolean {
  return CONNECT_REASONS[link.code] !== undefined;
}

const TLS_CODES =
  /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|PATH_LENGTH|CRL_)/;

function isTls(link: Link): boolean {
  return TLS_CODES.test(link.code) || /before secure TLS connection/.test(link.message);
}

/** True where the certificate chain was not trusted: a further CA store may help. */
export function isUntrusted(error: unknown): boolean {
  return causes(error).some((link) =>
    /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_|UNABLE_TO_(GET|VERIFY)|CERT_UNTRUSTED)/.test(link.code),
  );
}

/** The error, its causes and the members of any AggregateError (happy eyeballs), outermost first. */
function causes(error: unknown): readonly Link[] {
  const links: Link[] = [];
  const seen = new Set<unknown>();
  const queue: unknown[] = [error];
  while (queue.length > 0 && links.length < 32) {
    const next = queue.shift();
    if (!(next instanceof Error) || seen.has(next)) continue;
    seen.add(next);
    const fields = next as Error & {code?: unknown; hostname?: unknown; errors?: unknown};
    links.push({
      code: typeof fields.code === 'string' ? fields.code : '',
      name: next.name,
      message: next.message,
      host: typeof fields.hostname === 'string' ? fields.hostname : undefined,
    });
    if (Array.isArray(fields.errors)) queue.push(...(fields.errors as unknown[]));
    queue.push(next.cause);
  }
  return links;
}

function place(url: string): Place {
  try {
    const parsed = new URL(url.includes('://') ? url : `http://${url}`);
    return {host: parsed.hostname.replace(/^\[|\]$/g, ''), name: parsed.host};
  } catch {
    return {host: '', name: 'the address given'};
  }
}

/** Certificates and proxies choose parts of these texts, so only printable ASCII is passed on. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, '?').slice(0, 400);
}
