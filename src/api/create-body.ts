import type {CreateRequest, NoteRequest} from '../domain/requests.ts';
import {present} from '../domain/present.ts';
import type {components} from './schema.d.ts';

type Attachments = {readonly attachments?: {id?: string; name?: string}[]};

/** Sent flat, as id and name alone; left out where there are none. */
export function attachmentsOf({attachments}: NoteRequest | CreateRequest): Attachments {
  if (attachments === undefined || attachments.length === 0) return {};
  const given = (text: string) => (text === '' ? undefined : text);
  return {attachments: attachments.map(({id, name}) => present({id: given(id), name: given(name)}))};
}

/** The JSON of a create request, exactly as it is sent. */
export function createBody(request: CreateRequest): components['schemas']['CreateTicketRequest'] {
  const {
    code,
    description,
    primaryId,
    secondaryId,
    occurredDateTime,
    customerReferenceId,
    contacts,
    details,
  } = request;
  return {
    // The list of codes is a hint: the service may know more.
    code: code as components['schemas']['TicketCode'],
    description,
    ...present({primaryId, secondaryId, occurredDateTime, customerReferenceId, details}),
    ...attachmentsOf(request),
    ...(contacts === undefined || contacts.length === 0
      ? {}
      : {contacts: contacts as components['schemas']['ContactRequest'][]}),
  };
}
