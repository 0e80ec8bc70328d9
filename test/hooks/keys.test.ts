import {expect, test, vi} from 'vitest';
import {bindKeys} from '../../src/keys/key-bindings.ts';
import {AppError} from '../../src/errors.ts';
import {createKeyDispatcher, type KeyActions, type KeyLayerOptions} from '../../src/hooks/keys.tsx';
import type {KeyContext} from '../../src/keys/key-row.ts';

function dispatcher(
  settings: Record<string, readonly string[]> = {},
  contexts: readonly KeyContext[] = ['list', 'main'],
) {
  const disabled: string[] = [];
  const failed: string[] = [];
  const clock = {now: 0};
  const keys = createKeyDispatcher({
    contexts: () => contexts,
    toInk: () => undefined,
    onDisabled: (reason) => disabled.push(reason),
    onFailed: ({message}) => failed.push(message),
    now: () => clock.now,
    bindings: bindKeys(settings).bindings,
  });
  const offer = (context: KeyContext, actions: KeyActions, options: KeyLayerOptions = {}) =>
    keys.register(context, () => ({actions, ...options}));
  const press = (...names: readonly string[]) => {
    for (const key of names)
      keys.dispatch({type: 'key', key, text: [...key].length === 1 ? key : '', raw: key});
  };
  return {keys, offer, press, disabled, failed, clock};
}

test('a sequence runs its command at its last key, and says meanwhile what can follow', () => {
  const {keys, offer, press} = dispatcher({'move.first': ['g g'], 'move.last': ['g e']});
  const first = vi.fn<() => void>();
  offer('list', {'move.first': first, 'move.last': () => undefined});
  press('g');
  expect(first).not.toHaveBeenCalled();
  expect(keys.pending.get()).toBe('g');
  expect(keys.continuations()).toEqual([
    {rest: 'g', id: 'move.first'},
    {rest: 'e', id: 'move.last'},
  ]);
  press('g');
  expect(first).toHaveBeenCalledOnce();
  expect(keys.pending.get()).toBe('');
});

test('a key that does not fit ends a sequence and does nothing', () => {
  const {keys, offer, press, disabled} = dispatcher({'move.first': ['g g']});
  const [first, down] = [vi.fn<() => void>(), vi.fn<() => void>()];
  offer('list', {'move.first': first, 'move.down': down});
  press('g', 'j');
  expect([first, down].map((run) => run.mock.calls.length)).toEqual([0, 0]);
  expect(keys.pending.get()).toBe('');
  expect(disabled).toEqual([]);
  press('j');
  expect(down).toHaveBeenCalledOnce();
});

test('what is typed right behind a key that wants to be pressed again does nothing, and with a moment between it does', () => {
  const {offer, press, disabled, clock} = dispatcher();
  const [write, cancel, down] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()];
  offer('list', {
    'ticket.note': {run: write, disabled: 'It has ended.', anyway: 'writes one'},
    'ticket.cancel': cancel,
    'move.down': down,
  });
  press('c', 'x', 'j', 'enter', 'c');
  expect([write, cancel, down].map((run) => run.mock.calls.length)).toEqual([0, 0, 0]);
  expect(disabled).toEqual(['It has ended. c again writes one.']);
  clock.now += 1000;
  press('j', 'x');
  expect([write, cancel, down].map((run) => run.mock.calls.length)).toEqual([0, 1, 1]);
  press('c', 'c');
  expect(write).toHaveBeenCalledOnce();
});

test('an unmapped key shows nothing, a disabled one says why', () => {
  const {offer, press, disabled} = dispatcher();
  offer('list', {'ticket.cancel': {run: () => undefined, disabled: 'It is closed.'}});
  press('%', 'x');
  expect(disabled).toEqual(['It is closed.']);
});

test('letters that begin a sequence elsewhere are text where text is written', () => {
  const {offer, press} = dispatcher({'write.send': ['ctrl-x ctrl-s']}, ['composer', 'dialog']);
  const [typed, send]: [string[], () => void] = [[], vi.fn<() => void>()];
  offer('composer', {'write.send': send}, {onText: (text) => typed.push(text)});
  press('b', 'c', 'ctrl-x', 'c', 'ctrl-x', 'ctrl-s', 'd');
  expect(typed.join('')).toBe('bcd');
  expect(send).toHaveBeenCalledOnce();
});

test('a paste ends a sequence and goes to the first context alone', () => {
  const {keys, offer, press} = dispatcher({'move.first': ['g g']});
  const pasted = vi.fn<(text: string) => void>();
  offer('list', {'move.first': () => undefined}, {onPaste: pasted});
  press('g');
  keys.dispatch({type: 'paste', text: 'jj'});
  expect(pasted).toHaveBeenCalledWith('jj');
  expect(keys.pending.get()).toBe('');
});

test('commands run and are looked up in other contexts than those that hear keys', () => {
  const {keys, offer} = dispatcher({}, ['picker']);
  const run = vi.fn<() => void>();
  offer('list', {open: run, 'ticket.cancel': {run, disabled: 'no'}});
  expect(keys.run('open')).toBe(false);
  expect(keys.run('open', ['list'])).toBe(true);
  expect(run).toHaveBeenCalledOnce();
  expect(keys.stateOf('ticket.cancel', ['list'])).toMatchObject({disabled: 'no'});
  expect(keys.stateOf('ticket.cancel', ['ticket'])).toBeUndefined();
  expect(keys.hears('picker')).toBe(true);
  expect(keys.hears('list')).toBe(false);
});

test('the keys shown are those of the contexts that hear keys', () => {
  const {keys} = dispatcher({'email.ticket.note': ['a']});
  expect(keys.shownKeys('ticket.note')).toEqual(['c']);
  expect(keys.shownKeys('ticket.note', ['email'])).toEqual(['a']);
});

test('a full disk under a key is told, and the keys go on', () => {
  const {offer, press, failed} = dispatcher();
  const next = vi.fn<() => void>();
  offer('list', {
    'ticket.claim': () => {
      throw new AppError('store', 'The disk is full.');
    },
    'move.down': next,
  });
  press('@', 'j');
  expect(failed).toEqual(['The disk is full.']);
  expect(next).toHaveBeenCalledOnce();
});
