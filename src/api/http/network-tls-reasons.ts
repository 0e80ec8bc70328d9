type Words = {readonly message: string; readonly hint: string};

const CA_HINT =
  'A proxy that opens TLS, or a private CA? Put its certificate (PEM) into a file and set NODE_EXTRA_CA_CERTS to it, or install it in the system store.';

const REASONS: Readonly<Record<string, Words>> = {
  CERT_HAS_EXPIRED: {
    message: 'its certificate has expired',
    hint: "Check this machine's clock; if it is right, the certificate must be renewed.",
  },
  CERT_NOT_YET_VALID: {message: 'its certificate is not valid yet', hint: "Check this machine's clock."},
  SELF_SIGNED_CERT_IN_CHAIN: {
    message: 'its certificate comes from a CA that this machine does not trust',
    hint: CA_HINT,
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: {message: 'its certificate is signed by itself', hint: CA_HINT},
  UNABLE_TO_GET_ISSUER_CERT: {message: 'the CA of its certificate is not known here', hint: CA_HINT},
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {message: 'the CA of its certificate is not known here', hint: CA_HINT},
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {message: 'the CA of its certificate is not known here', hint: CA_HINT},
  CERT_UNTRUSTED: {
    message: 'its certificate comes from a CA that this machine does not trust',
    hint: CA_HINT,
  },
  CERT_REVOKED: {
    message: 'its certificate was revoked',
    hint: 'Do not go on; tell whoever runs the service.',
  },
  EPROTO: {
    message: 'the two sides could not agree on TLS',
    hint: 'Is the port right, and does it speak TLS? An old proxy in between may be at fault.',
  },
};

/** Words for a TLS failure: `code` and `message` of the error, `name` of the host it is about. */
export function explainTls(code: string, message: string, name: string): Words {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') {
    const names = /.*altnames: (.*)$/i.exec(message)?.[1];
    return {
      message: `TLS with ${name} failed: its certificate is for another host${names === undefined ? '' : ` (${names.slice(0, 120)})`}.`,
      hint: 'Check EQUINIX_API_ENDPOINT; a captive portal or a proxy may be answering in its place.',
    };
  }
  const known = REASONS[code] ?? (code.startsWith('ERR_SSL_') ? REASONS['EPROTO'] : undefined);
  if (known !== undefined) return {message: `TLS with ${name} failed: ${known.message}.`, hint: known.hint};
  if (/before secure TLS connection/.test(message)) {
    return {
      message: `TLS with ${name} failed: the connection was closed during the handshake.`,
      hint: 'A firewall or a proxy in between may be cutting it; try from another network.',
    };
  }
  return {message: `TLS with ${name} failed: ${message}`, hint: CA_HINT};
}
