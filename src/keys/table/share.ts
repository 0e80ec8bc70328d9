import type {Command} from '../key-row.ts';

export const SHARE = [
  {
    id: 'copy.id',
    keys: ['y'],
    contexts: ['list', 'ticket', 'email'],
    title: 'Copy the number of the ticket',
    group: 'Ticket',
  },
  {
    id: 'copy.summary',
    keys: ['Y'],
    contexts: ['list', 'ticket', 'email'],
    title: 'Copy number, status, site and summary',
    group: 'Ticket',
  },
  {
    id: 'browse',
    keys: ['o'],
    contexts: ['list', 'ticket', 'email'],
    title: 'Open the portal in a browser; over SSH, copy its address',
    group: 'Ticket',
  },
] as const satisfies readonly Command[];
