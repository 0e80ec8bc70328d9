/** A part of `src/`: a folder, or a file of its top level without its ending. */
export type Layer = string;

/** Words: what is plain data and rules, and may be used from anywhere to its left. */
const WORDS = ['text', 'errors'];
/** Types and rules of the user interface that need no React. */
const INTERFACE = ['keymap', 'navigation', 'theme', 'terminal'];
const DATA = ['services', 'sync', 'store', 'api'];

/**
 * Which way imports may point:
 * `cli -> commands, app -> screens -> hooks -> sync -> api, store -> text, errors`; `components -> theme, text, errors`.
 * What is missing here is refused.
 */
export const MAY_IMPORT: Readonly<Record<Layer, readonly Layer[]>> = {
  cli: ['commands', 'app', 'errors', 'text'],
  commands: ['app', 'sandbox', 'ui', 'hooks', ...INTERFACE, ...DATA, ...WORDS],
  app: ['screens', 'components', 'hooks', 'ui', ...INTERFACE, ...DATA, ...WORDS],
  screens: ['components', 'hooks', 'ui', ...INTERFACE, ...DATA, ...WORDS],
  ui: ['hooks', 'components', ...INTERFACE, ...DATA, ...WORDS],
  components: ['theme', ...WORDS],
  hooks: [...INTERFACE, ...DATA, ...WORDS],
  services: ['sync', 'store', 'api', ...WORDS],
  sync: ['services', 'store', 'api', ...WORDS],
  store: ['api', ...WORDS],
  api: WORDS,
  navigation: ['keymap', ...WORDS],
  keymap: WORDS,
  theme: WORDS,
  terminal: ['theme', ...WORDS],
  text: ['errors'],
  errors: [],
  globals: [],
  sandbox: ['text'],
};

/** Layers that may import only types from another, because the values there do I/O. */
export const TYPES_ONLY: Readonly<Record<Layer, readonly Layer[]>> = {
  services: ['sync', 'store', 'api'],
  sync: ['services'],
  store: ['api'],
  hooks: ['services', 'sync', 'store', 'api'],
  screens: ['services', 'sync', 'store', 'api'],
};

/** Files whose values are pure rules of the domain and may be used wherever their layer's types may. */
export const PURE: readonly string[] = [
  'api/check-request',
  'api/codes',
  'api/contact-words',
  'api/create-body',
  'api/decode-orders',
  'api/detail-words',
  'api/endpoints',
  'api/form-reader',
  'api/id-labels',
  'api/limits',
  'api/new-ticket-form',
  'api/order-query',
  'api/order-words',
  'api/permissions',
  'api/ticket',
  'store/turn-since',
  'store/types',
  'store/unseen-items',
  'sync/handover',
  'sync/kept-uploads',
  'sync/next-steps',
  'sync/outbox-before',
  'sync/transfer-words',
  'sync/types',
];

/** Packages that belong to some layers, and why. */
export const PACKAGES: Readonly<Record<string, {readonly layers: readonly Layer[]; readonly why: string}>> = {
  'node:sqlite': {layers: ['store'], why: 'Ask the Store, so that the schema is known in one place.'},
  keytar: {
    layers: ['store'],
    why: 'Ask the secret stores of src/store/secrets, which know what to do without a keychain.',
  },
  'openapi-fetch': {
    layers: ['api'],
    why: 'Call a function of Api: it retries, times out and turns failures into words.',
  },
  undici: {
    layers: ['api'],
    why: 'Call a function of Api: it retries, times out and turns failures into words.',
  },
  swr: {layers: ['hooks', 'app'], why: 'Write a hook: it owns the cache key and its mutations.'},
  react: {
    layers: ['app', 'ui', 'screens', 'components', 'hooks'],
    why: 'Without React this code runs in commands and tests too.',
  },
  ink: {
    layers: ['app', 'commands', 'ui', 'screens', 'components', 'hooks', 'terminal'],
    why: 'Without Ink this code runs in commands and tests too.',
  },
};
