import {expect, test} from 'vitest';
import {signedIn} from './support.ts';

test('a case that is an order is the same ticket under both numbers', async () => {
  const {get} = await signedIn();
  const byCase = await get('/support/v2/tickets/11150929');
  const byOrder = await get('/support/v2/tickets/1-204976070655');
  expect(byCase.status).toBe(200);
  expect(byCase.json['id']).toBe('11150929');
  expect(byCase.json['orderId']).toBe('1-204976070655');
  expect(byOrder.json).toEqual(byCase.json);
});

test('a note appears in the ticket, and an answer hands the turn back', async () => {
  const {get, post, sandbox} = await signedIn();
  const reply = await post('/support/v1/tickets/11150871/notes', {text: 'Yes, go ahead.'});
  const ticket = await get('/support/v2/tickets/11150871');
  const note = ticket.json['notes']?.at(-1);
  expect(reply.json['result']).toMatchObject({caseNotesId: note?.['id'], caseNumber: '11150871'});
  expect(note).toMatchObject({
    createdDateTime: '2026-11-23T12:00:00.000Z',
    text: 'Yes, go ahead.',
    type: 'CUSTOMER_NOTES',
  });
  expect(ticket.json['status']).toBe('IN_PROGRESS');
  expect(ticket.json['otherDetails']?.['updatedDateTime']).toBe('2026-11-23T12:00:00.000Z');
  expect(ticket.json['otherDetails']?.['statusHistory']?.map((change) => change['status'])).toEqual([
    'SUBMITTED',
    'IN_PROGRESS',
    'ACTION_REQUIRED',
    'IN_PROGRESS',
  ]);
  expect(sandbox.ticket('11150871')?.respond).toBe(false);
});

test('a note by ticket id answers with that ticket', async () => {
  const {post, sandbox} = await signedIn();
  const reply = await post('/support/v2/tickets/1-204976070710/notes', {text: 'Thanks.'});
  expect(reply.status).toBe(200);
  expect(reply.json).toEqual({ticketId: '1-204976070710', success: true});
  expect(sandbox.ticket('1-204976070710')?.notes.at(-1)?.text).toBe('Thanks.');
});

test('cancelling ends the ticket, and a second time is a conflict', async () => {
  const {get, post} = await signedIn();
  const reply = await post('/support/v2/tickets/1-204976070699/cancel', {reason: 'Door holds again.'});
  expect(reply.json).toEqual({status: 'OK'});
  const {json: ticket} = await get('/support/v2/tickets/1-204976070699');
  expect(ticket['status']).toBe('CANCELLED');
  expect(ticket['otherDetails']).toMatchObject({cancellable: false, modifiable: false});
  expect(ticket['otherDetails']?.['statusHistory']?.at(-1)).toEqual({
    status: 'CANCELLED',
    createdDate: '2026-11-23T12:00:00.000Z',
  });
  expect((await post('/support/v2/tickets/1-204976070699/cancel', {reason: 'Again.'})).status).toBe(409);
  expect((await post('/support/v2/tickets/1-204976070699/notes', {text: 'Too late.'})).status).toBe(409);
});

test('a service that tidies notes keeps them trimmed and with its own line ends', async () => {
  const {post, sandbox} = await signedIn({tidiesNotes: true});
  await post('/support/v2/tickets/1-204976070710/notes', {text: '  one\ntwo \n'});
  expect(sandbox.ticket('1-204976070710')?.notes.at(-1)?.text).toBe('one\r\ntwo');
});

test('times of lines and dates are relative to the start', async () => {
  const {sandbox} = await signedIn();
  expect(sandbox.ticket('11150929')?.lines[0]).toMatchObject({
    updatedDateTime: '2026-11-23T11:02:00.000Z',
    estimatedCompletion: {originalDateTime: '2026-11-23T14:00:00.000Z'},
  });
  expect(sandbox.ticket('11150433')?.requestedTerminationDate).toBe('2027-01-31');
});
