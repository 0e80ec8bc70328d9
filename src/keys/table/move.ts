import type {Command, KeyContext} from '../key-row.ts';

const READING: readonly KeyContext[] = ['list', 'ticket', 'email', 'outbox', 'pager'];

export const MOVE = [
  {id: 'move.down', keys: ['j', 'down'], contexts: READING, title: 'Next row or line', group: 'Move'},
  {id: 'move.up', keys: ['k', 'up'], contexts: READING, title: 'Previous row or line', group: 'Move'},
  {id: 'move.first', keys: ['g', 'home'], contexts: READING, title: 'First row', group: 'Move'},
  {id: 'move.last', keys: ['G', 'end'], contexts: READING, title: 'Last row', group: 'Move'},
  {id: 'move.halfDown', keys: ['ctrl-d'], contexts: READING, title: 'Half a page down', group: 'Move'},
  {id: 'move.halfUp', keys: ['ctrl-u'], contexts: READING, title: 'Half a page up', group: 'Move'},
  {id: 'move.pageDown', keys: ['pagedown', 'ctrl-f'], contexts: READING, title: 'A page down', group: 'Move'},
  {id: 'move.pageUp', keys: ['pageup'], contexts: READING, title: 'A page up', group: 'Move'},
  {
    id: 'open',
    keys: ['enter'],
    contexts: ['list', 'ticket', 'outbox', 'file'],
    title: 'Open what is selected',
    group: 'Move',
    footer: 'open',
  },
  {id: 'pane.next', keys: ['tab'], contexts: ['list', 'ticket'], title: 'Next pane', group: 'Move'},
  {id: 'tab.next', keys: ['l', 'right', ']'], contexts: ['ticket'], title: 'Next tab', group: 'Move'},
  {id: 'tab.previous', keys: ['h', 'left', '['], contexts: ['ticket'], title: 'Previous tab', group: 'Move'},
] as const satisfies readonly Command[];
