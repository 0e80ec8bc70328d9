import {createReader, isJson, toCount} from '../api/decode/decode.ts';
import {LONGEST_DEED_TEXT, memberNameProblem, type DeskOp} from '../domain/desk-op.ts';
import type {Deed, TeamDraft} from '../domain/team-records.ts';
import type {DeskMember} from '../store/desk/desk-members.ts';
import type {SafeText} from '../text/safe/safe-text.ts';
import {toSafeLine, toSafeText} from '../text/safe/to-safe-text.ts';
import {ANSWER_KINDS, OP_VERSION, type AnswerKind, type DeskRow} from './desk.ts';

/** A row that was understood. Times by this machine's clock. */
export type KnownRow =
  | {readonly is: 'op'; readonly id: string; readonly op: DeskOp; readonly deed: Deed}
  | {
      readonly is: 'answer';
      readonly kind: AnswerKind;
      readonly ticketId: string;
      /** Undefined: nothing new, it was only read again. */
      readonly raw: string | undefined;
      readonly at: number;
    }
  | {readonly is: 'member'; readonly member: DeskMember}
  /** Written by a newer casedeck. */
  | {readonly is: 'newer'};

const ID = /^[\w-]{1,100}$/;
const LISTS: ReadonlySet<AnswerKind> = new Set(['list', 'otherList', 'noticeList']);
const HASH = /^[0-9a-f]{64}$/;
const MOST_DRAFTS = 200;

/** The number of a row; undefined where that is none. */
export function numberOfRow(row: DeskRow): number | undefined {
  return toCount(row['seq']);
}

/**
 * What a row says, every text of it made safe; undefined where it makes no sense. `offsetMs` is how far the database's clock
 * is before ours.
 */
export function readRow(row: DeskRow, offsetMs: number): KnownRow | undefined {
  const what = textOf(row['what']);
  const who = nameOf(row['who']);
  const at = timeOf(row['made'], offsetMs);
  if (what === undefined || who === undefined || at === undefined) return undefined;
  if (what === 'member') return readMember(row, {who, at}, offsetMs);
  if (what.startsWith('answer:')) return readAnswer(row, what.slice('answer:'.length), at);
  return readOp(row, what, {who, at}, offsetMs);
}

// oxlint-disable-next-line max-params -- the row, and what was read of it
function readOp(row: DeskRow, what: string, deed: Deed, offsetMs: number): KnownRow | undefined {
  if ((toCount(row['version']) ?? 0) > OP_VERSION) return {is: 'newer'};
  const id = idOf(row['id']);
  const ticketId = idOf(row['ticket']);
  const body = jsonOf(row['body']);
  if (id === undefined || ticketId === undefined || body === undefined) return undefined;
  const op = OPS[what]?.(ticketId, body, offsetMs);
  return op === undefined ? undefined : {is: 'op', id, op, deed};
}

function readAnswer(row: DeskRow, name: string, at: number): KnownRow | undefined {
  // Unknown ones are of a newer casedeck.
  const kind = ANSWER_KINDS.find((known) => known === name);
  if (kind === undefined) return undefined;
  const ticketId = LISTS.has(kind) ? '' : idOf(row['ticket']);
  return ticketId === undefined ? undefined : {is: 'answer', kind, ticketId, raw: textOf(row['body']), at};
}

function readMember(row: DeskRow, {who, at: seenAt}: Deed, offsetMs: number): KnownRow | undefined {
  const member = textOf(row['id']);
  if (member === undefined || !ID.test(member)) return undefined;
  const drafts = listOf(row['body']).flatMap((entry) => {
    const reader = createReader(entry);
    const [ticketId, kind] = [idOf(entry['ticketId']), reader.line('kind')];
    const typedAt = timeOf(entry['typedAt'], offsetMs);
    if (ticketId === undefined || typedAt === undefined) return [];
    return isDraftKind(kind) ? [{ticketId, kind, typedAt}] : [];
  });
  return {is: 'member', member: {member, who, seenAt, drafts: drafts.slice(0, MOST_DRAFTS)}};
}

function isDraftKind(kind: string | undefined): kind is TeamDraft['kind'] {
  return kind === 'note' || kind === 'reply' || kind === 'answer' || kind === 'cancel';
}

type Body = Readonly<Record<string, unknown>>;
type ReadOp = (ticketId: string, body: Body, offsetMs: number) => DeskOp | undefined;

/** How each kind of deed is read. What is missing here is unknown and left alone. */
const OPS: Readonly<Record<string, ReadOp | undefined>> = {
  claim: (ticketId) => ({kind: 'claim', ticketId}),
  takeover: (ticketId) => ({kind: 'takeover', ticketId}),
  release: (ticketId) => ({kind: 'release', ticketId}),
  unsnooze: (ticketId) => ({kind: 'unsnooze', ticketId}),
  give: (ticketId, body) => {
    const to = nameOf(body['to']);
    return to === undefined ? undefined : {kind: 'give', ticketId, to};
  },
  remark: (ticketId, body) => {
    const remark = textOf(body['remark']);
    const text = safeTextOf(body['text']);
    if (remark === undefined || !ID.test(remark) || text === undefined) return undefined;
    return {kind: 'remark', ticketId, remark, text};
  },
  unremark: (ticketId, body) => {
    const remark = textOf(body['remark']);
    return remark === undefined || !ID.test(remark) ? undefined : {kind: 'unremark', ticketId, remark};
  },
  snooze: (ticketId, body, offsetMs) =>
    body['until'] === undefined
      ? {kind: 'snooze', ticketId, until: undefined}
      : untilOf(ticketId, timeOf(body['until'], offsetMs)),
  step: (ticketId, body) => {
    const text = safeTextOf(body['text']);
    return text === undefined ? undefined : {kind: 'step', ticketId, text};
  },
  sent: (ticketId, body) => {
    const reader = createReader(body);
    const [operation, result, sha256] = [
      reader.line('operation'),
      reader.line('result'),
      textOf(body['sha256']),
    ];
    const length = toCount(body['length']);
    if (operation === undefined || result === undefined || length === undefined) return undefined;
    if (sha256 === undefined || !HASH.test(sha256)) return undefined;
    const remoteId = reader.line('remoteId');
    return {
      kind: 'sent',
      ticketId,
      operation: short(operation),
      result: short(result),
      sha256,
      length,
      remoteId,
    };
  },
};

function untilOf(ticketId: string, until: number | undefined): DeskOp | undefined {
  return until === undefined ? undefined : {kind: 'snooze', ticketId, until};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && ID.test(value) ? value : undefined;
}

function nameOf(value: unknown): SafeText | undefined {
  const name = typeof value === 'string' ? toSafeLine(value) : undefined;
  return name === undefined || memberNameProblem(name) !== undefined ? undefined : name;
}

function safeTextOf(value: unknown): SafeText | undefined {
  return typeof value === 'string' ? toSafeText(value.slice(0, LONGEST_DEED_TEXT)) : undefined;
}

function short(text: SafeText): SafeText {
  return toSafeLine(text.slice(0, 200));
}

/** Within a century of now: SQLite and Date take any of these. */
function timeOf(value: unknown, offsetMs: number): number | undefined {
  const time = typeof value === 'number' && Number.isFinite(value) ? Math.round(value - offsetMs) : undefined;
  return time === undefined || time < 0 || time > FARTHEST ? undefined : time;
}

const FARTHEST = 8_000_000_000_000;

function jsonOf(value: unknown): Body | undefined {
  const parsed = parse(value);
  return isJson(parsed) ? parsed : undefined;
}

function listOf(value: unknown): readonly Body[] {
  const parsed = parse(value);
  return Array.isArray(parsed) ? parsed.filter(isJson) : [];
}

function parse(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}
