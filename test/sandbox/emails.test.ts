import {expect, test} from 'vitest';
import {signedIn} from './support.ts';

test('an e-mail is read by its id and the case number', async () => {
  const {get} = await signedIn();
  const {json: ticket} = await get('/support/v2/tickets/11150871');
  const listed = ticket['email']?.[1];
  expect(String(listed?.['id'])).toHaveLength(18);
  const {status, json} = await get(
    `/support/v1/tickets/emailDetails/${String(listed?.['id'])}/caseNumber/11150871`,
  );
  expect(status).toBe(200);
  expect(json).toMatchObject({
    orderId: '11150871',
    subject: listed?.['subject'],
    FromAddress: 'amara.whitfield@equinix.example',
    CCAddress: 'noc@brightwater.example; callum.fraser@brightwater.example',
  });
  expect(json['createdDateTime']).toMatch(/\+0000$/);
  expect(json['email_content']).toContain('<table');
});

test('an e-mail is found under its own case alone', async () => {
  const {get, sandbox} = await signedIn();
  const id = sandbox.ticket('11150871')?.emails[0]?.id ?? '';
  expect((await get(`/support/v1/tickets/emailDetails/${id}/caseNumber/11150929`)).status).toBe(404);
  expect((await get(`/support/v1/tickets/emailDetails/${'x'.repeat(18)}/caseNumber/11150871`)).status).toBe(
    404,
  );
  expect((await get(`/support/v1/tickets/emailDetails/${id}/caseNumber/99999999`)).status).toBe(404);
});
