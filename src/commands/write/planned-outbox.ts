import type {OutboxItem} from '../../domain/records.ts';
import {AppError} from '../../errors.ts';
import type {Opened} from '../../console/session/open-services.ts';
import type {Io} from '../../console/session/io.ts';
import {
  answerFieldsOf,
  answerRequestOf,
  createRequestOf,
  noteRequestOf,
} from '../../sync/outbox/outbox-check.ts';
import {inEachAccount} from '../each-account.ts';
import {printJson} from '../print-json.ts';
import {isHint, plannedTicket} from './create-review.ts';
import {describeRequest, plannedNote, requestText, type PlannedRequest} from './dry-run.ts';

/**
 * `casedeck sync --dry-run`: what waits in the outbox and would be sent, each request in full and held against openapi.yaml. Nothing is asked
 * of the service. Throws an AppError `input` where openapi.yaml does not allow one of them.
 */
export async function printOutbox(services: Opened, io: Io, json: boolean | undefined): Promise<number> {
  const {values} = await inEachAccount(services, io, async (part) => {
    const items = part.store.outbox(['queued']);
    return await Promise.all(items.map((item) => describeRequest(part, plannedItem(part, item))));
  });
  const requests = values.flatMap(({value}) => value);
  if (json === true) printJson(io, requests);
  else io.out(requests.map(requestText).join('\n'));
  io.note(
    requests.length === 0
      ? 'casedeck: nothing waits in the outbox.\n'
      : `casedeck: nothing was sent; ${requests.length === 1 ? 'this waits' : `these ${requests.length} wait`} in the outbox.\n`,
  );
  const fields = requests.flatMap(({problems}) => problems.filter((problem) => !isHint(problem)));
  if (fields.length === 0) return 0;
  throw new AppError('input', 'By openapi.yaml not all of it may be sent.', {fields});
}

function plannedItem(services: Opened, item: OutboxItem): PlannedRequest {
  const {kind, ticketId, text} = item;
  switch (kind) {
    case 'answer':
      return {
        operation: 'answerNegotiation',
        ticketId: answerFieldsOf(item).orderId,
        schema: 'NegotiationAnswer',
        body: answerRequestOf(item),
      };
    case 'cancel':
      return {operation: 'cancelTicket', ticketId, schema: 'CancelRequest', body: {reason: text}};
    case 'create':
      return plannedTicket(createRequestOf(item), []);
    default:
      return plannedNote(services, ticketId, noteRequestOf(item));
  }
}
