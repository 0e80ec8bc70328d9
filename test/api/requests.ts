import type {CreateRequest, NonRegisteredContact} from '../../src/domain/requests.ts';
import {TICKET} from './service.ts';

export const CASE = '11150929';
export const ORDER = TICKET.id;
export const FILE = {id: '56d10de6-f2c0-4edd-ba29-b70736aa2093', name: 'a.txt'};
export const PERSON: NonRegisteredContact = {
  firstName: 'Ann',
  lastName: 'Lee',
  type: 'TECHNICAL',
  details: [
    {type: 'EMAIL', value: 'ann@example.com'},
    {type: 'PHONE', value: '+1-4601231122'},
  ],
  availability: 'ANYTIME',
  timezone: 'Europe/Berlin',
};
export const FULL_CREATE: CreateRequest = {
  code: '0002-0000',
  description: 'd',
  primaryId: 'AM1:01:001MC3',
  secondaryId: 'AM1:01:001MC3:0102',
  occurredDateTime: '2026-01-01T10:00:00Z',
  customerReferenceId: 'R',
  attachments: [FILE],
  contacts: [{registeredUsers: ['ann'], type: 'ORDERING'}, PERSON],
  details: {callFromCage: true},
};
