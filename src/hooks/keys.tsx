import {createContext, use, useLayoutEffect, useMemo, useRef, type ReactNode} from 'react';
import {buildKeymap, commandOf, type CommandId, type KeyContext, type KeyOverrides} from '../keymap.ts';
import type {KeyEvent} from '../terminal/key-parser.ts';

/** What a command does here. `disabled` says why it cannot be done now; the key then shows that. */
export type KeyAction = (() => void) | {readonly run: () => void; readonly disabled: string | undefined};

export type KeyActions = Partial<Record<CommandId, KeyAction>>;

export type KeyLayerOptions = {
  /** Typed text goes here where the context has no command for the key. */
  readonly onText?: (text: string) => void;
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
  readonly overrides?: KeyOverrides;
};

export type KeyDispatcher = {
  readonly dispatch: (event: KeyEvent) => void;
  /** Runs a command as if its key had been pressed; false where no context offers it. */
  readonly run: (id: CommandId) => boolean;
  /** Undefined: not offered here. */
  readonly stateOf: (id: CommandId) => {readonly disabled: string | undefined} | undefined;
  /** The keys of a command as the user has bound them. */
  readonly shownKeys: (id: CommandId) => readonly string[];
  readonly shownKey: (id: CommandId) => string;
  readonly register: (context: KeyContext, layer: () => Layer) => () => void;
};

/** Sends each key to the first active context that has a command or a text field for it. */
export function createKeyDispatcher(options: KeyDispatcherOptions): KeyDispatcher {
  const keymap = buildKeymap(options.overrides);
  const layers = new Map<KeyContext, (() => Layer)[]>();
  const layerOf = (context: KeyContext) => layers.get(context)?.at(-1)?.();
  const active = (): readonly KeyContext[] => [...options.contexts(), 'always'];
  const find = (id: CommandId) => {
    for (const context of active()) {
      const action = layerOf(context)?.actions[id];
      if (action !== undefined) return action;
    }
    return undefined;
  };
  const perform = (action: KeyAction) => {
    if (typeof action === 'function') action();
    else if (action.disabled === undefined) action.run();
    else options.onDisabled(action.disabled);
  };
  const onKey = (event: KeyEvent & {type: 'key'}) => {
    for (const context of active()) {
      const layer = layerOf(context);
      const id = keymap.get(context)?.get(event.key);
      const action = id === undefined ? undefined : layer?.actions[id];
      if (action !== undefined) return perform(action);
      if (layer?.onText !== undefined && event.text !== '') return layer.onText(event.text);
      if (layer?.toInk === true && isEditing(event)) return options.toInk(event.raw);
    }
  };
  return {
    dispatch(event) {
      if (event.type === 'key') onKey(event);
      else if (event.type === 'paste') firstLayer()?.onPaste?.(event.text);
    },
    run(id) {
      const action = find(id);
      if (action !== undefined) perform(action);
      return action !== undefined;
    },
    stateOf(id) {
      const action = find(id);
      if (action === undefined) return undefined;
      return {disabled: typeof action === 'function' ? undefined : action.disabled};
    },
    shownKeys: keysOf,
    shownKey: (id) => keysOf(id)[0] ?? '',
    register(context, layer) {
      const stack = layers.get(context) ?? [];
      layers.set(context, stack);
      stack.push(layer);
      return () => {
        stack.splice(stack.indexOf(layer), 1);
      };
    },
  };

  function keysOf(id: CommandId): readonly string[] {
    return options.overrides?.[id] ?? commandOf(id).keys;
  }

  function firstLayer(): Layer | undefined {
    const [first] = options.contexts();
    return first === undefined ? undefined : layerOf(first);
  }
}

/** Keys that ink-text-input and ink-select-input understand; they would take other control keys for letters. */
const EDITING = new Set(['left', 'right', 'up', 'down', 'backspace', 'delete', 'enter']);

function isEditing(event: {readonly key: string; readonly text: string}): boolean {
  return event.text !== '' || EDITING.has(event.key);
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

/** Offers commands while mounted; they are heard when the navigation makes `context` active. */
export function useKeys(context: KeyContext, actions: KeyActions, options: KeyLayerOptions = {}): void {
  const keys = useKeyDispatcher();
  const layer = useRef<Layer>({...options, actions});
  // Layout effects: the next key may come before React runs the other kind.
  useLayoutEffect(() => {
    layer.current = {...options, actions};
  });
  const read = useMemo(() => () => layer.current, []);
  useLayoutEffect(() => keys.register(context, read), [keys, context, read]);
}
