/** A part of `src/`: a folder, or a file directly in it (without the extension). */
export type Layer = string;

/** Plain functions that almost every layer may use. */
const BASE = ['text', 'errors'];
const RULES = ['domain', ...BASE];
const SERVICE = ['store', 'secrets', 'api', 'settings', ...RULES];
/** What the user interface needs besides data: the key table, names of colours. */
const INTERFACE = ['keys', 'terminal'];
const DATA = ['team', 'sync', 'files', 'pictures', ...SERVICE];

/**
 * Allowed imports:
 * `cli -> commands -> console -> app -> screens -> hooks, components -> state -> files -> sync -> store, api -> domain -> text, errors`.
 * Everything else is refused.
 */
export const MAY_IMPORT: Readonly<Record<Layer, readonly Layer[]>> = {
  cli: ['commands', 'console', 'app', 'errors', 'text'],
  commands: ['console', 'sandbox', 'state', 'screens', ...INTERFACE, ...DATA],
  console: ['app', 'sandbox', 'screens', 'hooks', 'state', ...INTERFACE, ...DATA],
  app: ['screens', 'components', 'hooks', 'state', ...INTERFACE, ...DATA],
  screens: ['components', 'hooks', 'state', ...INTERFACE, ...DATA],
  components: ['terminal', ...BASE],
  hooks: ['state', ...INTERFACE, ...DATA],
  state: [...INTERFACE, ...DATA],
  files: ['sync', 'pictures', ...SERVICE],
  team: ['sync', ...SERVICE],
  sync: SERVICE,
  secrets: ['api', 'settings', ...RULES],
  store: ['api', 'settings', ...RULES],
  settings: ['api', ...RULES],
  api: RULES,
  domain: BASE,
  pictures: BASE,
  keys: BASE,
  terminal: ['keys', ...BASE],
  text: ['errors'],
  errors: [],
  globals: [],
  sandbox: ['text'],
};

/** Layers that may import only types from these layers, because the functions there do I/O. */
export const TYPES_ONLY: Readonly<Record<Layer, readonly Layer[]>> = {
  store: ['api'],
  settings: ['api'],
  state: ['team', 'sync', 'files', 'secrets', 'store', 'api', 'settings'],
  hooks: ['team', 'sync', 'files', 'secrets', 'store', 'api', 'settings'],
  screens: ['team', 'sync', 'files', 'secrets', 'store', 'api', 'settings'],
};

/** Files of such layers with pure functions; these may be imported like types. */
export const PURE: readonly string[] = [
  'api/create-body',
  'api/decode/decode-orders',
  'api/endpoints',
  'files/kept-uploads',
  'files/transfer-text',
  'store/next-steps',
  'sync/contracts',
];

/** Packages that only some layers may import, and what other code does instead. */
export const PACKAGES: Readonly<Record<string, {readonly layers: readonly Layer[]; readonly why: string}>> = {
  'node:sqlite': {layers: ['store'], why: 'Use the Store: only it knows the schema.'},
  keytar: {
    layers: ['secrets'],
    why: 'Use the secret stores of src/secrets: they also work without a keychain.',
  },
  'openapi-fetch': {
    layers: ['api'],
    why: 'Call a function of Api: it has retries, timeouts and error messages.',
  },
  pg: {
    layers: ['team'],
    why: 'Use the Desk of src/team: it connects, and checks what it reads.',
  },
  swr: {layers: ['hooks', 'app'], why: 'Write a hook: it manages the cache key and changes of the cache.'},
  react: {
    layers: ['app', 'console', 'screens', 'components', 'hooks'],
    why: 'Without React this code runs in commands and tests too.',
  },
  ink: {
    layers: ['app', 'console', 'screens', 'components', 'hooks', 'terminal'],
    why: 'Without Ink this code runs in commands and tests too.',
  },
};
