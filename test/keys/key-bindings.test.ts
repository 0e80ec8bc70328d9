import {expect, test} from 'vitest';
import {bindKeys, keymapOf} from '../../src/keys/key-bindings.ts';
import {COMMANDS} from '../../src/keys/keymap.ts';
import {readKeys} from '../../src/keys/key-names.ts';

const keysIn = (settings: Record<string, readonly string[]>, context: string, id: string) =>
  bindKeys(settings).bindings.find((binding) => binding.context === context && binding.id === id)?.keys;

test('the key table has no two commands for one key in one context', () => {
  const owners = new Map<string, string>();
  for (const {id, context, keys} of bindKeys().bindings) {
    for (const key of keys) {
      expect(owners.get(`${context} ${key}`) ?? id, `whose is ${key} in the context ${context}?`).toBe(id);
      owners.set(`${context} ${key}`, id);
    }
  }
});

test('every command of the key table has a key of its own', () => {
  for (const {id, keys} of COMMANDS) {
    expect({id, keys: keys.length}).not.toEqual({id, keys: 0});
    for (const key of keys) expect(readKeys(key)).toEqual({keys: key});
  }
});

test('a setting takes the place of the keys of the table, in all contexts or in one', () => {
  const settings = {'ticket.note': ['N'], 'email.ticket.note': ['ctrl-n', 'a']};
  expect(bindKeys(settings).problems).toEqual([]);
  expect(keysIn(settings, 'list', 'ticket.note')).toEqual(['N']);
  expect(keysIn(settings, 'email', 'ticket.note')).toEqual(['ctrl-n', 'a']);
  expect(keysIn({'ticket.note': []}, 'list', 'ticket.note')).toEqual([]);
});

test('names of keys are taken as people write them', () => {
  expect(keysIn({open: ['Return', 'C-x', 'PgDn o']}, 'list', 'open')).toEqual([
    'enter',
    'ctrl-x',
    'pagedown o',
  ]);
  expect(readKeys('  g   g ')).toEqual({keys: 'g g'});
  expect(readKeys(' ')).toEqual({keys: 'space'});
  expect(readKeys('é')).toEqual({keys: 'é'});
  expect(readKeys('M-x alt-B Alt-Left F5')).toEqual({keys: 'alt-x alt-B alt-left f5'});
});

test.each([
  ['ctrl-m', /a terminal sends "enter" for "ctrl-m"/],
  ['alt-O', /terminals begin other keys with what they send for "alt-O"/],
  ['ctlr-x', /"ctlr-x" is no key/],
  ['', /an empty text is no key/],
  ['g f17', /"f17" is no key/],
])('%s is refused in words', (key, words) => {
  expect(bindKeys({open: [key]}).problems).toEqual([
    {places: ['keys.open'], message: expect.stringMatching(words)},
  ]);
});

test('a key that two commands want is an error that names both places', () => {
  expect(bindKeys({'ticket.note': ['X'], 'ticket.cancel': ['X']}).problems).toEqual([
    {
      places: ['keys.ticket.note', 'keys.ticket.cancel'],
      message: 'keys.ticket.note and keys.ticket.cancel are both "X"',
    },
  ]);
});

test('a built-in key gives way to one of the user: it may have come with a newer version', () => {
  const {bindings, problems} = bindKeys({'ticket.note': ['x']});
  expect(problems).toEqual([]);
  expect(keysIn({'ticket.note': ['x']}, 'list', 'ticket.cancel')).toEqual([]);
  expect(keymapOf(bindings).get('list')?.commands.get('x')).toBe('ticket.note');
});

test('contexts that are heard together are looked at together, others are not', () => {
  expect(keysIn({help: ['j']}, 'list', 'move.down')).not.toContain('j');
  expect(bindKeys({'pager.close': ['c']}).problems).toEqual([]);
  expect(bindKeys({'edit.yank': ['ctrl-c']}).problems[0]?.message).toContain('the built-in quit');
  // The welcome is a menu over the list.
  expect(bindKeys({'menu.choose': ['enter', '&'], palette: ['&']}).problems[0]?.message).toBe(
    'keys.palette and keys.menu.choose are both "&"',
  );
});

test('a key that begins a longer sequence can be no command itself', () => {
  expect(bindKeys({'move.first': ['j g'], 'move.down': ['j']}).problems[0]?.message).toBe(
    'keys.move.down and keys.move.first: "j" is the beginning of "j g"',
  );
  expect(keysIn({'move.first': ['j g']}, 'list', 'move.down')).not.toContain('j');
  expect(bindKeys({'move.first': ['g g'], 'move.last': ['g e']}).problems).toEqual([]);
});

test('settings that name no command are told apart, for a newer version may know them', () => {
  expect(bindKeys({'ticket.fly': ['f'], 'email.move.fly': ['f']})).toMatchObject({
    problems: [],
    unknown: ['keys.ticket.fly', 'keys.email.move.fly'],
  });
});

test('the look-up maps know every key and every beginning', () => {
  const list = keymapOf(bindKeys({'move.first': ['g g x']}).bindings).get('list');
  expect(list?.commands.get('g g x')).toBe('move.first');
  expect([...(list?.beginnings ?? [])]).toEqual(expect.arrayContaining(['g', 'g g', 'b']));
  expect(list?.beginnings.has('g g x')).toBe(false);
});
