/** Our own links lead only here; whatever else a ticket holds is printed and not linked. */
const VENDOR = 'equinix.com';

/** The address in its normal form where it may be a link of the terminal: https, and the vendor's or one of `hosts`. */
export function knownLink(address: string, hosts: readonly string[]): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const {protocol, hostname, username, password, href} = new URL(address);
  const isKnown = hostname === VENDOR || hostname.endsWith(`.${VENDOR}`) || hosts.includes(hostname);
  const isPlain = protocol === 'https:' && username === '' && password === '' && /^[\x21-\x7e]+$/.test(href);
  return isKnown && isPlain ? href : undefined;
}
