import {expect, test} from 'vitest';
import {createKeyDispatcher, type KeyActions} from '../../src/hooks/keys.tsx';
import {COMMANDS} from '../../src/keys/keymap.ts';
import {sequenceLines} from '../../src/screens/Footer.tsx';
import {textWidth} from '../../src/text/width.ts';

test('all that may follow a first key is told at any width, in as many rows as it takes', () => {
  const bulk = COMMANDS.filter(({id}) => id.startsWith('bulk.'));
  const nothing = () => undefined;
  const keys = createKeyDispatcher({
    contexts: () => ['list'],
    toInk: nothing,
    onDisabled: nothing,
    onFailed: nothing,
    now: () => 0,
  });
  const actions: KeyActions = Object.fromEntries(bulk.map(({id}) => [id, nothing]));
  keys.register('list', () => ({actions}));
  expect(sequenceLines(keys, 40)).toEqual([]);
  keys.dispatch({type: 'key', key: 'b', text: 'b', raw: 'b'});
  for (const width of [40, 80, 200]) {
    const rows = sequenceLines(keys, width).map(({spans}) => spans.map(({text}) => text).join(''));
    expect(Math.max(...rows.map(textWidth))).toBeLessThanOrEqual(width);
    for (const {
      keys: [own = ''],
      footer,
      title,
    } of bulk)
      expect(rows.join('\n')).toContain(` ${own.slice(2)} ${footer ?? title}`);
  }
  expect(sequenceLines(keys, 40).length).toBeGreaterThan(1);
});
