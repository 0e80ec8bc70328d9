import {createHash} from 'node:crypto';

/** What the lock file says of a package. */
export type Locked = Readonly<Partial<Record<'name' | 'version' | 'integrity' | 'license', string>>>;

type Facts = {
  readonly version: string;
  /** Of the lock file, by folder. */
  readonly locked: Readonly<Record<string, Locked>>;
  /** `name version` of each package that is inside. */
  readonly packages: readonly string[];
  /** Seconds since 1970. */
  readonly epoch: string;
  /** The version of Node in the executable. */
  readonly node: string;
};

/** The packages of dist/third-party-licences.txt, as `name version`. */
export function bundledPackages(licences: string): readonly string[] {
  const names = licences.matchAll(/^(@?[\w./-]+ \d+\.\d+\.\d+\S*) \(.*\)$/gm);
  return Array.from(names, ([, name = '']) => name);
}

/**
 * What is inside, as CycloneDX: the packages of the bundle with their sums as the lock file has them, and Node. Nothing in it is drawn by chance
 * or from the clock. Throws where the lock file does not know a package that is inside.
 */
export function bomOf({version, locked, packages, epoch, node}: Facts): Readonly<Record<string, unknown>> {
  const components = packages.map((name) => componentOf(name, locked));
  const whole = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      timestamp: new Date(Number(epoch) * 1000).toISOString(),
      component: {type: 'application', name: 'casedeck', version, purl: `pkg:npm/casedeck@${version}`},
    },
    components: [
      ...components,
      {type: 'application', name: 'node', version: node, purl: `pkg:generic/node@${node}`},
    ],
  };
  return {...whole, serialNumber: `urn:uuid:${uuidOf(JSON.stringify(whole))}`};
}

function componentOf(named: string, locked: Facts['locked']): Readonly<Record<string, unknown>> {
  const [name = '', version = ''] = named.split(' ');
  const found = Object.entries(locked).find(
    ([folder, entry]) =>
      entry.version === version && (entry.name === name || folder.endsWith(`node_modules/${name}`)),
  );
  if (found === undefined) throw new Error(`${named} is in the bundle and not in the lock file`);
  const {integrity = '', license} = found[1];
  const [algorithm = '', sum = ''] = integrity.split(/-(.*)/s);
  const content = Buffer.from(sum, 'base64').toString('hex');
  return {
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(algorithm === 'sha512' ? {hashes: [{alg: 'SHA-512', content}]} : {}),
    ...(license === undefined ? {} : {licenses: [{expression: license}]}),
  };
}

/** A UUID of these words, the same for the same words (version 8: by a rule of our own). */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
