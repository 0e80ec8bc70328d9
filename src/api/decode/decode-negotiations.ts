import type {Negotiation} from '../../domain/orders/negotiation.ts';
import {present} from '../../domain/present.ts';
import {createReader, isJson, type Json, type Reader} from './decode.ts';

/** More nobody is asked at once about one order. */
const MOST = 50;

/**
 * The questions of an order that wait for an answer: a list, a list in `data`, or one alone; undefined where the answer
 * is none of these. What says nothing at all is left out.
 */
export function decodeNegotiations(answer: unknown): readonly Negotiation[] | undefined {
  // 204, or 200 without a body: nothing waits.
  if (answer === undefined || answer === null) return [];
  const inner: unknown = isJson(answer) && Array.isArray(answer['data']) ? answer['data'] : answer;
  const rows: readonly unknown[] = Array.isArray(inner) ? inner.flat() : [inner];
  const known = rows.filter(isJson).filter(isNegotiation);
  if (known.length === 0 && rows.length > 0) return undefined;
  return known.slice(0, MOST).map((row) => readNegotiation(createReader(row)));
}

/** Fields that show that this is a question and not an error or another answer. */
function isNegotiation(row: Json): boolean {
  const isError = ['errorCode', 'errorMessage', 'errors'].some((key) => row[key] !== undefined);
  return !isError && ['referenceId', 'expirationDateTime', 'proposedDateTime'].some((key) => key in row);
}

function readNegotiation(reader: Reader): Negotiation {
  const negotiation = present({
    referenceId: reader.line('referenceId'),
    message: reader.text('message'),
    requested: reader.dateTime('orderRequestedDateTime'),
    proposed: reader.dateTime('proposedDateTime'),
    expires: reader.dateTime('expirationDateTime'),
    isExpedited: reader.flag('expedited'),
    created: reader.dateTime('createdDateTime'),
  });
  const other = reader.others();
  return other.length === 0 ? negotiation : {...negotiation, other};
}
