import {createContext, use, useLayoutEffect, useMemo, useRef, type ReactNode} from 'react';
import {commandOf, type CommandId} from '../keys/keymap.ts';
import type {KeyContext} from '../keys/key-row.ts';
import {isEditing, type KeyEvent} from '../keys/key-event.ts';
import {bindKeys, keymapOf, type KeyBinding} from '../keys/key-bindings.ts';
import {createPerformer} from './key-performer.ts';
import {createState, type State} from '../state/state.ts';
import {AppError} from '../errors.ts';

/**
 * What a command does here. `disabled` says why it cannot run now; the key then shows that. With `anyway` (what the key
 * does then) the same key pressed again at once runs it, because only the service can decide whether it is possible.
 */
export type KeyAction =
  | (() => void)
  | {
      readonly run: () => void;
      readonly disabled: string | undefined;
      readonly anyway?: string | undefined;
      /** What it is called in the footer here, where that is not its usual name; empty: it is not in the footer. */
      readonly footer?: string;
    };

export type KeyActions = Partial<Record<CommandId, KeyAction>>;

export type KeyLayerOptions = {
  /** Typed text goes here where the context has no command for the key. */
  readonly onText?: (text: string) => void;
  /** False if this is no text here: it is then handled as without `onText`. */
  readonly isText?: (text: string) => boolean;
  /** Pasted text; contexts without it ignore pastes, so that a paste never runs commands. */
  readonly onPaste?: (text: string) => void;
  /** Keys without a command go to Ink's own input components (ink-text-input, ink-select-input). */
  readonly toInk?: boolean;
};

type Layer = KeyLayerOptions & {readonly actions: KeyActions};

export type KeyDispatcherOptions = {
  /** The contexts that hear keys now, first one first; from the navigation state. */
  readonly contexts: () => readonly KeyContext[];
  readonly toInk: (raw: string) => void;
  /** Shows why a disabled command did nothing. */
  readonly onDisabled: (reason: string) => void;
  /**
   * Shows why a key's action failed: a full disk, a limit, or another casedeck that was faster must not end the
   * console.
   */
  readonly onFailed: (error: AppError) => void;
  /** Keys closer together than this are typed text; a pause separates single keys. */
  readonly now: () => number;
  /** Why a command that writes does nothing here; undefined: it may. */
  readonly readOnly?: (id: CommandId) => string | undefined;
  /** The key table, with the user's own keys in it. */
  readonly bindings?: readonly KeyBinding[];
};

/** A command as it stands in these contexts; `disabled` says why it cannot be done now. */
export type CommandState = {readonly disabled: string | undefined; readonly footer?: string | undefined};

export type KeyDispatcher = {
  readonly dispatch: (event: KeyEvent) => void;
  /** How many keys have come: background work waits while this grows. */
  readonly heard: () => number;
  /** Runs a command as if its key had been pressed; false where no context offers it. */
  readonly run: (id: CommandId, contexts?: readonly KeyContext[]) => boolean;
  /** Undefined: not offered here. */
  readonly stateOf: (id: CommandId, contexts?: readonly KeyContext[]) => CommandState | undefined;
  /** The keys of a command as the user has bound them, those of the contexts that hear keys now first. */
  readonly shownKeys: (id: CommandId, contexts?: readonly KeyContext[]) => readonly string[];
  readonly shownKey: (id: CommandId) => string;
  /** The first keys of a sequence, while it waits for the rest; empty otherwise. */
  readonly pending: State<string>;
  /** What can follow them here: the keys still to come, and the command. */
  readonly continuations: () => readonly {readonly rest: string; readonly id: CommandId}[];
  /** Whether typed text goes into a text or a field now. */
  readonly isWriting: () => boolean;
  /** Whether a context hears keys now: only then may an input of Ink have the focus. */
  readonly hears: (context: KeyContext) => boolean;
  /** Whether this layer gets the keys of its context. */
  readonly isHeard: (context: KeyContext, layer: () => Layer) => boolean;
  readonly register: (context: KeyContext, layer: () => Layer) => () => void;
  /** Grows whenever what is offered may have changed: a screen or a dialog came or went, or its commands did. */
  readonly offered: State<number>;
};

/** Sends each key to the first active context that has a command or a text field for it. */
export function createKeyDispatcher(options: KeyDispatcherOptions): KeyDispatcher {
  const bindings = options.bindings ?? bindKeys().bindings;
  const keymap = keymapOf(bindings);
  const {offered, layerOf, isTop, register} = createLayers();
  const pending = createState('');
  const guarded = (id: CommandId, action: KeyAction) => withoutWriting(id, action, options.readOnly);
  const active = (): readonly KeyContext[] => [...options.contexts(), 'always'];
  const find = (id: CommandId, contexts: readonly KeyContext[]) => {
    for (const context of contexts) {
      const action = layerOf(context)?.actions[id];
      if (action !== undefined) return guarded(id, action);
    }
    return undefined;
  };
  const keysOf = (id: CommandId, contexts = active()) => {
    const own = bindings.filter((binding) => binding.id === id);
    const here = own.filter(({context}) => contexts.includes(context));
    return [...new Set((here.length > 0 ? here : own.slice(0, 1)).flatMap(({keys}) => keys))];
  };
  const performer = createPerformer(options, keysOf);

  const following = (typed: string) =>
    active().flatMap((context) => {
      const offered = layerOf(context)?.actions ?? {};
      const all = [...(keymap.get(context)?.commands ?? [])];
      return all
        .filter(([keys, id]) => keys.startsWith(`${typed} `) && offered[id] !== undefined)
        .map(([keys, id]) => ({rest: keys.slice(typed.length + 1), id}));
    });
  const heardIn = (context: KeyContext, typed: string, isPasted: boolean): (() => void) | undefined => {
    const keys = keymap.get(context);
    const id = keys?.commands.get(typed);
    const action = id === undefined ? undefined : layerOf(context)?.actions[id];
    if (id !== undefined && action !== undefined) {
      const allowed = guarded(id, action);
      return () => performer.perform(id, isPasted ? notAtOnce(id, allowed) : allowed);
    }
    const begins = keys?.beginnings.has(typed) === true && following(typed).length > 0;
    return begins ? () => pending.set(typed) : undefined;
  };
  const onKey = (event: KeyEvent & {type: 'key'}) => {
    const before = pending.get();
    const typed = before === '' ? event.key : `${before} ${event.key}`;
    pending.set('');
    for (const context of active()) {
      const react =
        heardIn(context, typed, event.afterPaste === true) ??
        (before === '' ? takenAsText(layerOf(context), event, options.toInk) : undefined);
      if (react === undefined) continue;
      react();
      // Text, and no part of a command's keys.
      if (pending.get() === '' && keymap.get(context)?.commands.get(typed) === undefined) performer.forget();
      return;
    }
  };
  const onEvent = (event: KeyEvent) => {
    if (event.type === 'key') return performer.takes(event) ? undefined : onKey(event);
    pending.set('');
    const layers = options.contexts().map(layerOf);
    if (event.type === 'paste') layers.find((layer) => layer?.onPaste !== undefined)?.onPaste?.(event.text);
  };
  const told = telling(options);
  let heard = 0;
  return {
    heard: () => heard,
    dispatch(event) {
      heard += 1;
      told(() => onEvent(event));
    },
    run(id, contexts = active()) {
      const action = find(id, contexts);
      if (action !== undefined) told(() => performer.perform(id, action));
      return action !== undefined;
    },
    stateOf(id, contexts = active()) {
      const action = find(id, contexts);
      if (action === undefined) return undefined;
      return typeof action === 'function' ? {disabled: undefined} : action;
    },
    shownKeys: keysOf,
    shownKey: (id) => keysOf(id)[0] ?? '',
    pending,
    continuations: () => (pending.get() === '' ? [] : following(pending.get())),
    isWriting: () => isWriting(options.contexts(), layerOf),
    hears: (context) => active().includes(context),
    isHeard: (context, layer) => active().includes(context) && isTop(context, layer),
    register,
    offered,
  };
}

/** Runs what may fail, and shows why it did. What has no words is a fault of casedeck, and ends it. */
function telling({onFailed}: Pick<KeyDispatcherOptions, 'onFailed'>): (run: () => void) => void {
  return (run) => {
    try {
      run();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      onFailed(error);
    }
  };
}

/** What the screens offer; of two in one context the later one is heard. */
function createLayers() {
  const layers = new Map<KeyContext, (() => Layer)[]>();
  const offered = createState(0);
  const isTop = (context: KeyContext, layer: () => Layer) => layers.get(context)?.at(-1) === layer;
  return {
    offered,
    isTop,
    layerOf: (context: KeyContext) => layers.get(context)?.at(-1)?.(),
    register: (context: KeyContext, layer: () => Layer) => {
      const stack = layers.get(context) ?? [];
      layers.set(context, stack);
      stack.push(layer);
      offered.set((count) => count + 1);
      return () => {
        stack.splice(stack.indexOf(layer), 1);
        offered.set((count) => count + 1);
      };
    },
  };
}

/** A pasted text can contain the mark that ends a paste; the keys after it must send nothing. */
function notAtOnce(id: CommandId, action: KeyAction): KeyAction {
  if (commandOf(id).sends !== true) return action;
  return {
    run: () => undefined,
    disabled: 'Not sent: that key came together with the paste. Look at the text, and press it again.',
  };
}

/** The one place in the console that blocks writes in read-only profiles; for the service it is `api/call.ts`. */
function withoutWriting(
  id: CommandId,
  action: KeyAction,
  readOnly: KeyDispatcherOptions['readOnly'],
): KeyAction {
  const disabled = commandOf(id).writes === true ? readOnly?.(id) : undefined;
  return disabled === undefined ? action : {run: () => undefined, disabled, footer: ''};
}

function isWriting(
  contexts: readonly KeyContext[],
  layerOf: (context: KeyContext) => Layer | undefined,
): boolean {
  return contexts.some((context) => {
    const {onText, toInk} = layerOf(context) ?? {};
    return context !== 'menu' && (onText !== undefined || toInk === true);
  });
}

function takenAsText(
  {onText, isText, toInk}: Partial<Layer> = {},
  event: KeyEvent & {type: 'key'},
  ink: KeyDispatcherOptions['toInk'],
): (() => void) | undefined {
  if (onText && event.text !== '' && isText?.(event.text) !== false) return () => onText(event.text);
  return toInk === true && isEditing(event) ? () => ink(event.raw) : undefined;
}

const KeysContext = createContext<KeyDispatcher | undefined>(undefined);

export function KeysProvider({keys, children}: {readonly keys: KeyDispatcher; readonly children: ReactNode}) {
  return <KeysContext value={keys}>{children}</KeysContext>;
}

export function useKeyDispatcher(): KeyDispatcher {
  const keys = use(KeysContext);
  if (keys === undefined) throw new Error('useKeys needs a KeysProvider around it');
  return keys;
}

/** Whether these are the same commands, and the footer calls each of them the same. */
function isOfferedAlike(before: KeyActions, now: KeyActions): boolean {
  const ids = Object.keys(now) as CommandId[];
  return (
    ids.length === Object.keys(before).length &&
    ids.every((id) => id in before && footerOf(before[id]) === footerOf(now[id]))
  );
}

function footerOf(action: KeyAction | undefined): string | undefined {
  return typeof action === 'object' ? action.footer : undefined;
}

/**
 * Offers commands while mounted; they get keys while the navigation makes `context` active. Returns whether they do: if
 * two offer commands in one context, only the later one gets keys.
 */
export function useKeys(
  context: KeyContext,
  actions: KeyActions,
  options: KeyLayerOptions = {},
): () => boolean {
  const keys = useKeyDispatcher();
  const layer = useRef<Layer>({...options, actions});
  // Layout effects: the next key may come before React runs the other kind.
  useLayoutEffect(() => {
    const before = layer.current.actions;
    layer.current = {...options, actions};
    // The footer does not draw itself anew when only the ticket under the cursor is another one.
    if (!isOfferedAlike(before, actions)) keys.offered.set((count) => count + 1);
  });
  const read = useMemo(() => () => layer.current, []);
  useLayoutEffect(() => keys.register(context, read), [keys, context, read]);
  return () => keys.isHeard(context, read);
}
