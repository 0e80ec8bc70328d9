import {commandOf, COMMANDS, type CommandId} from './keymap.ts';
import type {KeyContext} from './key-row.ts';
import {PLACES} from './contexts.ts';
import {readKeys} from './key-names.ts';

/** The keys of a command in one context. `place` is the user's setting that says so; undefined: the key table. */
export type KeyBinding = {
  readonly id: CommandId;
  readonly context: KeyContext;
  readonly keys: readonly string[];
  readonly place: string | undefined;
};

/** What is wrong with the user's keys; `places` are settings such as `keys.ticket.note`. */
export type KeyProblem = {readonly places: readonly string[]; readonly message: string};

export type KeyBindings = {
  readonly bindings: readonly KeyBinding[];
  /** Errors: nobody can say what these keys should do. */
  readonly problems: readonly KeyProblem[];
  /** Settings that name no command: a newer version may know them. */
  readonly unknown: readonly string[];
};

/** What the settings say: keys by command id, or by context and command id (`list.ticket.note`). */
export type KeySettings = Readonly<Record<string, readonly string[]>>;

/** The key table with the user's own keys in it, and everything that is wrong with those. */
export function bindKeys(settings: KeySettings = {}): KeyBindings {
  const own = ownBindings(settings);
  const wished = COMMANDS.flatMap(({id, contexts, keys}) =>
    contexts.map((context): KeyBinding => {
      const found = own.exact.get(`${context}.${id}`) ?? own.all.get(id);
      return {id, context, keys: found?.keys ?? keys, place: found?.place};
    }),
  );
  const bindings = withoutTaken(wished);
  return {bindings, problems: [...own.problems, ...conflictsOf(bindings)], unknown: own.unknown};
}

/**
 * A built-in key that one of the user's own needs gives way: a newer version may bring a command on a key that was free before.
 * Not so those that are heard everywhere, as the key that quits.
 */
function withoutTaken(wished: readonly KeyBinding[]): readonly KeyBinding[] {
  const own = wished.filter(({place}) => place !== undefined);
  if (own.length === 0) return wished;
  return wished.map((binding) => {
    if (binding.place !== undefined || isKept(binding)) return binding;
    const near = own.filter(({id, context}) => id !== binding.id && heardTogether(context, binding.context));
    const isFree = (key: string) =>
      !near.some((one) => clashText(one, {...binding, keys: [key]}) !== undefined);
    return {...binding, keys: binding.keys.filter(isFree)};
  });
}

function isKept({id, context}: KeyBinding): boolean {
  return context === 'always' && commandOf(id).gives !== true;
}

function heardTogether(one: KeyContext, other: KeyContext): boolean {
  if (one === other || one === 'always' || other === 'always') return true;
  return Object.values<readonly KeyContext[]>(PLACES).some(
    (contexts) => contexts.includes(one) && contexts.includes(other),
  );
}

type OwnKeys = {readonly place: string; readonly keys: readonly string[]};

type OwnBindings = {
  readonly all: ReadonlyMap<string, OwnKeys>;
  /** By context and command. */
  readonly exact: ReadonlyMap<string, OwnKeys>;
  readonly problems: readonly KeyProblem[];
  readonly unknown: readonly string[];
};

function ownBindings(settings: KeySettings): OwnBindings {
  const all = new Map<string, OwnKeys>();
  const exact = new Map<string, OwnKeys>();
  const problems: KeyProblem[] = [];
  const unknown: string[] = [];
  for (const [name, texts] of Object.entries(settings)) {
    const place = `keys.${name}`;
    const isCommand = COMMANDS.some((command) => command.id === name);
    const isInContext = COMMANDS.some(({id, contexts}) =>
      contexts.some((context) => `${context}.${id}` === name),
    );
    if (!isCommand && !isInContext) {
      unknown.push(place);
      continue;
    }
    const keys: string[] = [];
    for (const sequence of texts.map(readKeys)) {
      if ('keys' in sequence) keys.push(sequence.keys);
      else problems.push({places: [place], message: sequence.problem});
    }
    (isCommand ? all : exact).set(name, {place, keys});
  }
  return {all, exact, problems, unknown};
}

/** Two commands that want the same key where both are heard, at least one of them by the user's choice and none to give way. */
function conflictsOf(bindings: readonly KeyBinding[]): readonly KeyProblem[] {
  // Most people choose none, and comparing all pairs would be felt at each start.
  if (bindings.every(({place}) => place === undefined)) return [];
  const found = new Map<string, KeyProblem>();
  for (const contexts of Object.values<readonly KeyContext[]>(PLACES)) {
    const heard = bindings.filter(({context}) => context === 'always' || contexts.includes(context));
    for (const [index, one] of heard.entries()) {
      for (const other of heard.slice(index + 1)) {
        if (one.id === other.id || (one.place === undefined && other.place === undefined)) continue;
        const words = clashText(one, other);
        if (words !== undefined) found.set(words, {places: placesOf(one, other), message: words});
      }
    }
  }
  return [...found.values()];
}

function placesOf(...pair: readonly KeyBinding[]): readonly string[] {
  return pair.flatMap(({place}) => place ?? []);
}

function clashText(one: KeyBinding, other: KeyBinding): string | undefined {
  for (const mine of one.keys) {
    for (const theirs of other.keys) {
      if (mine === theirs) return `${nameOf(one)} and ${nameOf(other)} are both "${mine}"`;
      const [short, long] = mine.length < theirs.length ? [mine, theirs] : [theirs, mine];
      if (!long.startsWith(`${short} `)) continue;
      return `${nameOf(one)} and ${nameOf(other)}: "${short}" is the beginning of "${long}"`;
    }
  }
  return undefined;
}

function nameOf({id, place}: KeyBinding): string {
  return place ?? `the built-in ${id}`;
}

/** Keys of one context: which command a sequence runs, and what begins a longer one. */
export type ContextKeys = {
  readonly commands: ReadonlyMap<string, CommandId>;
  readonly beginnings: ReadonlySet<string>;
};

/** The bindings as look-up maps. */
export function keymapOf(bindings: readonly KeyBinding[]): ReadonlyMap<KeyContext, ContextKeys> {
  const map = new Map<KeyContext, {commands: Map<string, CommandId>; beginnings: Set<string>}>();
  for (const {id, context, keys} of bindings) {
    const entry = map.get(context) ?? {commands: new Map(), beginnings: new Set()};
    map.set(context, entry);
    for (const sequence of keys) {
      entry.commands.set(sequence, id);
      const names = sequence.split(' ');
      for (let length = 1; length < names.length; length += 1)
        entry.beginnings.add(names.slice(0, length).join(' '));
    }
  }
  return map;
}
