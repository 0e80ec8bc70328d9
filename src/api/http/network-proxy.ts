type Env = Readonly<Record<string, string | undefined>>;

/** The proxy a URL is fetched through, or why there is none to use. */
export type ProxyChoice =
  | {readonly kind: 'direct'}
  | {readonly kind: 'proxy'; readonly url: URL; readonly variable: string}
  | {readonly kind: 'unusable'; readonly variable: string; readonly why: string};

/**
 * The proxy for a URL by HTTPS_PROXY, HTTP_PROXY and NO_PROXY; the lower-case names win, as with curl.
 * A value without a scheme is an http proxy. This machine itself is never asked for through a proxy.
 */
export function proxyFor(target: string, env: Env): ProxyChoice {
  const url = new URL(target);
  const names = url.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  const variable = names.find((name) => env[name] !== undefined && env[name] !== '');
  if (variable === undefined || isLocal(url.hostname)) return {kind: 'direct'};
  if (isExcluded(url, env['no_proxy'] || env['NO_PROXY'] || '')) return {kind: 'direct'};
  const value = env[variable] ?? '';
  const text = value.includes('://') ? value : `http://${value}`;
  if (!URL.canParse(text)) return {kind: 'unusable', variable, why: 'it is no URL'};
  const proxy = new URL(text);
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') {
    return {
      kind: 'unusable',
      variable,
      why: `${proxy.protocol.slice(0, -1)} proxies are not supported, only http and https ones`,
    };
  }
  return {kind: 'proxy', url: proxy, variable};
}

/** The proxy's URL without user name and password. */
export function withoutCredentials(proxy: URL): string {
  return `${proxy.protocol}//${proxy.host}`;
}

/** The Proxy-Authorization header of credentials in the URL. */
export function proxyAuthorization(proxy: URL): string | undefined {
  if (proxy.username === '' && proxy.password === '') return undefined;
  const credentials = `${decoded(proxy.username)}:${decoded(proxy.password)}`;
  return `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`;
}

/** A single % in a password, not written as %25, is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isLocal(hostname: string): boolean {
  const host = bare(hostname);
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
  );
}

/** NO_PROXY: `*`, or names and addresses; a name also covers what is below it; a port narrows it; CIDR for IPv4. */
function isExcluded(url: URL, noProxy: string): boolean {
  const host = bare(url.hostname);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => covers(entry.toLowerCase(), host, port));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (/^\d+(\.\d+){3}\/\d+$/.test(entry)) return inNetwork(entry, host);
  // The last colon of an IPv6 address without brackets begins no port.
  const withPort = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry);
  if (withPort !== null && withPort[2] !== port) return false;
  const name = bare(withPort?.[1] ?? entry).replace(/^\*?\./, '');
  return host === name || host.endsWith(`.${name}`);
}

function inNetwork(network: string, host: string): boolean {
  const [base = '', bits = '32'] = network.split('/');
  const address = ipv4(host);
  const start = ipv4(base);
  if (address === undefined || start === undefined) return false;
  const size = 2 ** (32 - Math.min(32, Number(bits)));
  return Math.floor(address / size) === Math.floor(start / size);
}

function ipv4(text: string): number | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}
