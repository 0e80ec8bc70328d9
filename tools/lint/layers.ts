/** A part of `src/`: a folder, or a file of its top level without its ending. */
export type Layer = string;

/** Plain data and rules that may be used from anywhere to their left. */
const WORDS = ['text', 'errors'];
const RULES = ['domain', ...WORDS];
const SERVICE = ['store', 'secrets', 'api', 'settings', ...RULES];
/** What the user interface needs beside data: the key table, names of colours. */
const INTERFACE = ['keys', 'terminal'];
const DATA = ['team', 'sync', 'files', 'pictures', ...SERVICE];

/**
 * Which way imports may point:
 * `cli -> commands -> console -> app -> screens -> hooks, components -> state -> files -> sync -> store, api -> domain -> text, errors`.
 * What is missing here is refused.
 */
export const MAY_IMPORT: Readonly<Record<Layer, readonly Layer[]>> = {
  cli: ['commands', 'console', 'app', 'errors', 'text'],
  commands: ['console', 'sandbox', 'state', 'screens', ...INTERFACE, ...DATA],
  console: ['app', 'sandbox', 'screens', 'hooks', 'state', ...INTERFACE, ...DATA],
  app: ['screens', 'components', 'hooks', 'state', ...INTERFACE, ...DATA],
  screens: ['components', 'hooks', 'state', ...INTERFACE, ...DATA],
  components: ['terminal', ...WORDS],
  hooks: ['state', ...INTERFACE, ...DATA],
  state: [...INTERFACE, ...DATA],
  files: ['sync', 'pictures', ...SERVICE],
  team: ['sync', ...SERVICE],
  sync: SERVICE,
  secrets: ['api', 'settings', ...RULES],
  store: ['api', 'settings', ...RULES],
  settings: ['api', ...RULES],
  api: RULES,
  domain: WORDS,
  pictures: WORDS,
  keys: WORDS,
  terminal: ['keys', ...WORDS],
  text: ['errors'],
  errors: [],
  globals: [],
  sandbox: ['text'],
};

/** Layers that may import only types from another, because the values there do I/O. */
export const TYPES_ONLY: Readonly<Record<Layer, readonly Layer[]>> = {
  store: ['api'],
  settings: ['api'],
  state: ['team', 'sync', 'files', 'secrets', 'store', 'api', 'settings'],
  hooks: ['team', 'sync', 'files', 'secrets', 'store', 'api', 'settings'],
  screens: ['team', 'sync', 'files', 'secrets', 'store', 'api', 'settings'],
};

/** Files whose values are pure and may be used wherever their layer's types may. */
export const PURE: readonly string[] = [
  'api/create-body',
  'api/decode/decode-orders',
  'api/endpoints',
  'files/kept-uploads',
  'files/transfer-text',
  'store/next-steps',
  'sync/contracts',
];

/** Packages that belong to some layers, and why. */
export const PACKAGES: Readonly<Record<string, {readonly layers: readonly Layer[]; readonly why: string}>> = {
  'node:sqlite': {layers: ['store'], why: 'Ask the Store, so that the schema is known in one place.'},
  keytar: {
    layers: ['secrets'],
    why: 'Ask the secret stores of src/secrets, which know what to do without a keychain.',
  },
  'openapi-fetch': {
    layers: ['api'],
    why: 'Call a function of Api: it retries, times out and turns failures into words.',
  },
  pg: {
    layers: ['team'],
    why: 'Ask the Desk of src/team, which knows how it is reached and what may be believed.',
  },
  swr: {layers: ['hooks', 'app'], why: 'Write a hook: it owns the cache key and its mutations.'},
  react: {
    layers: ['app', 'console', 'screens', 'components', 'hooks'],
    why: 'Without React this code runs in commands and tests too.',
  },
  ink: {
    layers: ['app', 'console', 'screens', 'components', 'hooks', 'terminal'],
    why: 'Without Ink this code runs in commands and tests too.',
  },
};
