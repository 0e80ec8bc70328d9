import {createHash} from 'node:crypto';
import {contentOf} from '../../domain/draft-content.ts';
import {answerFields} from '../../domain/orders/negotiation.ts';
import {isCaseNumber} from '../../domain/ticket.ts';
import {ApiError} from '../../errors.ts';
import type {Before} from '../../domain/outbox-before.ts';
import type {Millis, OutboxItem} from '../../domain/records.ts';
import type {WriteAudit} from '../contracts.ts';
import type {OutboxContext} from './outbox-context.ts';

/** Written before a write goes out; its result follows. */
const SENDING = 'sending';

export type AuditResult = {
  readonly result: string;
  readonly remoteId?: string | undefined;
  readonly error?: unknown;
};

/** Records that an attempt starts, or its result. The text is not recorded: its hash later proves what it was. */
export function auditWrite(
  context: OutboxContext,
  item: OutboxItem,
  {result, remoteId, error}: AuditResult,
): void {
  const text = sentText(item);
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
    // The error was shown when the log was opened. It must not stop a note, nor make a sent one look unsent.
  }
}

/** A sending that the audit log knows of and the database does not. */
export type AuditedSending = {
  readonly before: Before;
  /** Of this item, or of another with the same text, of which the database knows nothing. */
  readonly by: 'this item' | 'lost item';
};

/**
 * What the audit log knows of an item that the database thinks unsent: that it, or the same text within the last day,
 * was sent. The database may be an older copy, or have lost its last changes. Undefined if the log has nothing.
 */
export function sentByAudit(context: OutboxContext, item: OutboxItem): AuditedSending | undefined {
  const own = timeOf(item.createdAt);
  const known = new Set(context.store.outboxOf(item.ticketId).map(({createdAt}) => timeOf(createdAt)));
  const sha256 = hashOf(sentText(item));
  const isOfText = (entry: WriteAudit) =>
    entry.sha256 === sha256 &&
    entry.operation === operationOf(item) &&
    (item.ticketId === '' || entry.ticket === item.ticketId);
  const entries = auditedSince(context, item.createdAt - DAY_MS).filter(isOfText);
  // 0.1.0 did not say which item it was.
  const isOwn = ({queuedAt, time}: WriteAudit) => queuedAt === own || (queuedAt === undefined && time >= own);
  const isLost = ({queuedAt}: WriteAudit) => queuedAt !== undefined && !known.has(queuedAt);
  for (const [by, isOf] of [
    ['this item', isOwn],
    ['lost item', isLost],
  ] as const) {
    const items = Map.groupBy(entries.filter(isOf), ({queuedAt}) => queuedAt);
    const sent = [...items.values()].flatMap((ofOne) => lastSending(ofOne) ?? []).at(-1);
    if (sent === undefined) continue;
    const at = Date.parse(sent.queuedAt ?? own);
    const reason = `The audit log says that it was sent at ${sent.time}, which the database does not know.`;
    return {by, before: {at, fresh: false, keys: [], endedAt: Math.max(at, Date.parse(sent.time)), reason}};
  }
  return undefined;
}

const DAY_MS = 24 * 3_600_000;

/** The last entry that may mean "arrived"; a start without a result counts too. */
function lastSending(entries: readonly WriteAudit[]): WriteAudit | undefined {
  const last = entries.at(-1);
  if (last?.result === SENDING) return last;
  return entries.findLast(({result}) => /^(?:sent|found|unknown)/.test(result));
}

function timeOf(at: Millis): string {
  return new Date(at).toISOString();
}

function auditedSince({audited}: OutboxContext, since: Millis): readonly WriteAudit[] {
  try {
    return audited?.(since) ?? [];
  } catch {
    // A log that cannot be read says nothing.
    return [];
  }
}

/** Of an answer, which may be without words, what it says and to which question. */
function sentText({kind, text, extra}: OutboxItem): string {
  const fields = kind === 'answer' ? answerFields(contentOf(text, extra).fields) : undefined;
  return fields === undefined ? text : `${fields.action} ${fields.referenceId}\n${text}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function operationOf({kind, ticketId}: OutboxItem): string {
  if (kind === 'cancel') return 'cancelTicket';
  if (kind === 'answer') return 'answerNegotiation';
  if (kind === 'create') return 'createTicket';
  return isCaseNumber(ticketId) ? 'addCaseNote' : 'addTicketNote';
}
