import {expect, test} from 'vitest';
import {bindKeys} from '../../src/keys/key-bindings.ts';
import {COMMANDS, type CommandId} from '../../src/keys/keymap.ts';
import type {KeyContext} from '../../src/keys/key-row.ts';

// A key means one thing wherever it is heard. Where texts are written the keys of the shell apply (ctrl-u, ctrl-f ...),
// where they are read those of a pager: these two are never mixed up, and are held to the rule each for itself.

const WRITING: ReadonlySet<KeyContext> = new Set([
  ...(['composer', 'dialog', 'form', 'filter', 'field', 'line'] as const),
  ...(['picker', 'signin', 'prompt'] as const),
]);

/** Keys that are about the place itself: yes, no, on, and the directions. */
const OF_THE_PLACE = new Set(['enter', 'esc', 'tab', 'shift-tab', 'up', 'down', 'left', 'right']);

/** Two commands and more that really are one idea, in the words in which it is one. */
const ONE_IDEA: Readonly<Record<string, readonly CommandId[]>> = {
  'look for something, or list the tickets of a site': [
    'filter.open',
    'filter.search',
    'email.find',
    'site.list',
    'notices.tickets',
  ],
  'more of it, less of it': ['split.more', 'picture.closer', 'split.less', 'picture.farther'],
  'to the left': ['tab.previous', 'email.previous', 'picture.left'],
  'to the right': ['tab.next', 'email.next', 'picture.right'],
  'the next or the last one of a list or a text': [
    ...(['pick.down', 'pick.up', 'edit.down', 'edit.up'] as const),
  ],
  'a page of what is above or below': [
    ...(['pick.pageUp', 'pick.pageDown', 'write.up', 'write.down'] as const),
  ],
  'take it, give it back': ['ticket.claim', 'handover.give'],
  'copy it': ['copy.id', 'handover.copy'],
  'ask the service again': ['ticket.refresh', 'notices.refresh'],
  'save it in a file': ['file.save', 'email.saveText'],
  'save all there is of it in a file': ['ticket.export', 'handover.save', 'email.saveHtml'],
  'send it again': ['outbox.send', 'outbox.again'],
  'take it back, its text is a draft': ['outbox.withdraw', 'outbox.drop'],
  'delete what is mine': ['outbox.delete', 'view.delete'],
  'write it anew': ['outbox.edit', 'view.rename'],
  'done: send it, or keep it': ['write.send', 'form.review', 'signin.try', 'filter.save'],
  'the editor': ['write.editor', 'form.editor'],
  'a template': ['write.template', 'form.template'],
};

/** All that one key types. */
const SIGNS = Array.from({length: 94}, (_, at) => String.fromCodePoint(33 + at));

type Meaning = {readonly key: string; readonly ids: readonly CommandId[]};

function meanings(isOfPlace: (context: KeyContext) => boolean): readonly Meaning[] {
  const byKey = new Map<string, Set<CommandId>>();
  for (const {id, keys, contexts} of COMMANDS)
    if (contexts.some((context) => context === 'always' || isOfPlace(context)))
      for (const key of keys) byKey.set(key, (byKey.get(key) ?? new Set()).add(id));
  return [...byKey].map(([key, ids]) => ({key, ids: [...ids]}));
}

test.each([
  ['is read', (context: KeyContext) => !WRITING.has(context)],
  ['is written', (context: KeyContext) => WRITING.has(context)],
])('where text %s a key means one thing', (_, isOfPlace) => {
  const doubles = meanings(isOfPlace)
    .filter(({key, ids}) => ids.length > 1 && !OF_THE_PLACE.has(key))
    .filter(({ids}) => !Object.values(ONE_IDEA).some((idea) => ids.every((id) => idea.includes(id))));
  const free = SIGNS.filter(
    (sign) => !COMMANDS.some(({keys}) => keys.some((key) => key.split(' ')[0] === sign)),
  );
  expect(
    doubles,
    `each of these keys means two things: take another (nobody has ${free.join(' ')}), or, where it is one idea, say so in ONE_IDEA`,
  ).toEqual([]);
});

test('what is allowed to share a key does share one', () => {
  for (const [idea, ids] of Object.entries(ONE_IDEA)) {
    const alone = ids.filter((id) => {
      const mine = COMMANDS.find((command) => command.id === id)?.keys ?? [];
      return !COMMANDS.some(
        ({id: other, keys}) => other !== id && ids.includes(other) && keys.some((key) => mine.includes(key)),
      );
    });
    expect(alone, idea).toEqual([]);
  }
});

test('a binding that the configuration has of before is taken as it stands', () => {
  const before = {
    ...{'outbox.send': 's', 'outbox.withdraw': 'w', 'outbox.hold': 'h', 'outbox.found': '='},
    ...{'sort.menu': 's', 'group.next': 'S', 'signin.open': 'L', 'handover.format': 'f'},
    ...{'email.findNext': 'n', 'email.findPrevious': 'N', 'email.saveHtml': 'S', 'picture.whole': '0'},
    ...{'write.quote': 'ctrl-g', 'form.remove': 'ctrl-d', 'notices.tickets': 'l', 'ticket.note': 'f1'},
  } as const;
  for (const [id, key] of Object.entries(before)) {
    const {bindings, problems, unknown} = bindKeys({[id]: [key]});
    expect({id, problems, unknown}).toEqual({id, problems: [], unknown: []});
    expect(bindings.filter((one) => one.id === id).map(({keys}) => keys)).toContainEqual([key]);
  }
});
