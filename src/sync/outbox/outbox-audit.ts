import {createHash} from 'node:crypto';
import {isCaseNumber} from '../../domain/ticket.ts';
import {ApiError} from '../../errors.ts';
import type {Before} from '../../domain/outbox-before.ts';
import type {Millis, OutboxItem} from '../../domain/records.ts';
import type {WriteAudit} from '../contracts.ts';
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
      sha256: hashOf(text),
      length: text.length,
      queuedAt: new Date(item.createdAt).toISOString(),
      result,
      remoteId,
      correlationId: error instanceof ApiError ? error.correlationId : undefined,
    });
  } catch {
    // The write has happened: a log that cannot be written must not make it look otherwise.
  }
}

/**
 * What the audit log knows of an item that the database believes unsent: that it went out. The database may be an older
 * copy, or have lost its last changes. Undefined where the log knows nothing.
 */
export function sentByAudit(context: OutboxContext, item: OutboxItem): Before | undefined {
  const queuedAt = new Date(item.createdAt).toISOString();
  const sha256 = hashOf(item.text);
  const sent = auditedSince(context, item.createdAt).findLast(
    (entry) =>
      entry.sha256 === sha256 &&
      entry.operation === operationOf(item) &&
      (item.ticketId === '' || entry.ticket === item.ticketId) &&
      // 0.1.0 did not say which item it was.
      (entry.queuedAt === undefined || entry.queuedAt === queuedAt) &&
      /^(?:sent|found|unknown)/.test(entry.result),
  );
  if (sent === undefined) return undefined;
  const reason = `The audit log says that it was sent at ${sent.time}, which the database does not know.`;
  return {at: item.createdAt, fresh: false, keys: [], endedAt: item.createdAt, reason};
}

function auditedSince({audited}: OutboxContext, since: Millis): readonly WriteAudit[] {
  try {
    return audited?.(since) ?? [];
  } catch {
    // A log that cannot be read says nothing.
    return [];
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function operationOf({kind, ticketId}: OutboxItem): string {
  if (kind === 'cancel') return 'cancelTicket';
  if (kind === 'create') return 'createTicket';
  return isCaseNumber(ticketId) ? 'addCaseNote' : 'addTicketNote';
}
