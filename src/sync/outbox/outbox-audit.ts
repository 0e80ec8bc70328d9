import {createHash} from 'node:crypto';
import {isCaseNumber} from '../../domain/ticket.ts';
import {ApiError} from '../../errors.ts';
import type {OutboxItem} from '../../domain/records.ts';
import type {OutboxContext} from './outbox-context.ts';

export type AuditResult = {
  readonly result: string;
  readonly remoteId?: string | undefined;
  readonly error?: unknown;
};

/** Records one attempt's result. The text itself stays out: its hash proves later what it was. */
export function auditWrite(
  context: OutboxContext,
  item: OutboxItem,
  {result, remoteId, error}: AuditResult,
): void {
  const text = item.text;
  try {
    context.audit?.({
      time: new Date(context.clock.now()).toISOString(),
      operation: operationOf(item),
      ticket: item.ticketId === '' ? remoteId : item.ticketId,
      sha256: createHash('sha256').update(text).digest('hex'),
      length: text.length,
      result,
      remoteId,
      correlationId: error instanceof ApiError ? error.correlationId : undefined,
    });
  } catch {
    // The write has happened: a log that cannot be written must not make it look otherwise.
  }
}

function operationOf({kind, ticketId}: OutboxItem): string {
  if (kind === 'cancel') return 'cancelTicket';
  if (kind === 'create') return 'createTicket';
  return isCaseNumber(ticketId) ? 'addCaseNote' : 'addTicketNote';
}
