import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {run} from './programs.ts';

export type Certificate = {readonly key: string; readonly cert: string; readonly certFile: string};

/** A CA of the test's own in `folder`, made with openssl, and certificates from it. */
export class CertificateAuthority {
  readonly #folder: string;
  readonly file: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.file = join(folder, 'ca.pem');
    writeFileSync(join(folder, 'index.txt'), '');
    writeFileSync(join(folder, 'serial'), '1000\n');
    writeFileSync(
      join(folder, 'ca.cnf'),
      `[ca]\ndefault_ca = own\n[own]\ndatabase = ${folder}/index.txt\nserial = ${folder}/serial\nnew_certs_dir = ${folder}\ndefault_md = sha256\npolicy = any\ncopy_extensions = copy\nunique_subject = no\n[any]\ncommonName = supplied\n[req]\ndistinguished_name = dn\n[dn]\n`,
    );
    const subject = ['-subj', '/CN=casedeck test CA/O=casedeck test'];
    const extensions = [
      '-addext',
      'basicConstraints=critical,CA:TRUE',
      '-addext',
      'keyUsage=critical,keyCertSign,cRLSign',
    ];
    this.#openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-config',
      'ca.cnf',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-days',
      '30',
      ...subject,
      ...extensions,
    );
  }

  /** `names` as openssl writes them, e.g. `DNS:localhost,IP:127.0.0.1`; dates as YYMMDDHHMMSSZ. */
  issue(name: string, names: string, dates?: {readonly from: string; readonly to: string}): Certificate {
    const base = name.replace(/\W/g, '-');
    this.#openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-config',
      'ca.cnf',
      '-keyout',
      `${base}.key`,
      '-out',
      `${base}.csr`,
      '-subj',
      `/CN=${name}`,
      '-addext',
      `subjectAltName=${names}`,
    );
    const validity = dates === undefined ? ['-days', '20'] : ['-startdate', dates.from, '-enddate', dates.to];
    this.#openssl(
      'ca',
      '-batch',
      '-config',
      'ca.cnf',
      '-cert',
      'ca.pem',
      '-keyfile',
      'ca.key',
      '-in',
      `${base}.csr`,
      '-out',
      `${base}.pem`,
      '-notext',
      ...validity,
    );
    return this.#read(base);
  }

  selfSigned(name: string, names: string): Certificate {
    this.#openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-config',
      'ca.cnf',
      '-keyout',
      'self.key',
      '-out',
      'self.pem',
      '-days',
      '20',
      '-subj',
      `/CN=${name}`,
      '-addext',
      `subjectAltName=${names}`,
    );
    return this.#read('self');
  }

  #read(base: string): Certificate {
    const certFile = join(this.#folder, `${base}.pem`);
    return {
      key: readFileSync(join(this.#folder, `${base}.key`), 'utf8'),
      cert: readFileSync(certFile, 'utf8'),
      certFile,
    };
  }

  #openssl(...args: readonly string[]): void {
    run('openssl', args, {cwd: this.#folder});
  }
}
