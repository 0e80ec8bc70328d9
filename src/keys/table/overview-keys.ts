import type {Command} from '../key-row.ts';

export const OVERVIEW = [
  {
    id: 'overview',
    keys: ['O'],
    contexts: ['main'],
    title: 'Overview: tickets by status, site, age and day',
    group: 'Screen',
  },
  {
    id: 'overview.open',
    keys: ['enter'],
    contexts: ['overview'],
    title: 'List the tickets of this row',
    group: 'Screen',
    footer: 'list them',
  },
  {id: 'log', keys: ['!'], contexts: ['main'], title: 'What casedeck did: the log', group: 'Screen'},
] as const satisfies readonly Command[];
