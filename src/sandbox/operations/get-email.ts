import {notFound} from '../refusal.ts';
import {emailReply} from '../wire.ts';
import type {Handler} from './operation-context.ts';
import {caseOf} from './find-ticket.ts';

export const getEmail: Handler = ({params}, services) => {
  const ticket = caseOf(params['caseNumber'] ?? '', services);
  const email = ticket.emails.find(({id}) => id === params['emailId']);
  if (email === undefined)
    throw notFound(`The email ${params['emailId'] ?? ''} of case ${ticket.caseNumber ?? ''}`);
  return {status: 200, body: emailReply(ticket, email)};
};
