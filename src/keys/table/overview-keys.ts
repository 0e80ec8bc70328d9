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
  {
    id: 'notices',
    keys: ['I'],
    contexts: ['main'],
    title: 'Notices of the sites: incidents, maintenance, advisories',
    group: 'Screen',
  },
  {
    id: 'notices.open',
    keys: ['enter'],
    contexts: ['notices'],
    title: 'Read the notice in full',
    group: 'Screen',
    footer: 'read it',
  },
  {
    id: 'notices.tickets',
    keys: ['l', 'right'],
    contexts: ['notices'],
    title: 'List the tickets of its sites',
    group: 'Screen',
    footer: 'tickets there',
  },
  {
    id: 'notices.refresh',
    keys: ['r'],
    contexts: ['notices'],
    title: 'Look for notices now',
    group: 'Screen',
  },
  {id: 'log', keys: ['!'], contexts: ['main'], title: 'What casedeck did: the log', group: 'Screen'},
] as const satisfies readonly Command[];
