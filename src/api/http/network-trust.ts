import type {SecureContext} from 'node:tls';

export type Trust = {
  /** Further CA certificates, PEM texts. */
  readonly ca: readonly string[];
  /** Those of the system's store too. */
  readonly systemCa: boolean;
};

/** Node's CAs (NODE_EXTRA_CA_CERTS included), those given, and on demand the system's: reading these takes 100 ms. */
export async function trustOf({ca, systemCa}: Trust): Promise<SecureContext | undefined> {
  checkAlways();
  if (ca.length === 0 && !systemCa) return undefined;
  const tls = await import('node:tls');
  const system = systemCa ? tls.getCACertificates('system') : [];
  return tls.createSecureContext({ca: [...tls.getCACertificates('default'), ...system, ...ca]});
}

const VARIABLE = 'NODE_TLS_REJECT_UNAUTHORIZED';
let wasUnchecked = false;

/**
 * Node obeys this variable in every connection and warns about it: it is removed here, and `isCheckForced` remembers
 * it.
 */
function checkAlways(): void {
  if (process.env[VARIABLE] !== '0') return;
  wasUnchecked = true;
  Reflect.deleteProperty(process.env, VARIABLE);
}

/**
 * A note for the message of a refused certificate, that the check cannot be switched off; undefined if nobody tried.
 */
export function tlsNote(): string | undefined {
  if (!wasUnchecked && process.env[VARIABLE] !== '0') return undefined;
  return `${VARIABLE}=0 is not obeyed: certificates are always checked.`;
}
