import {firstLine} from '../../text/first-line.ts';
import {duration, formatTime, parseIso} from '../../text/time/dates.ts';
import type {Zone} from '../../text/time/zones.ts';
import {contentOf} from '../draft-content.ts';
import {
  answerFields,
  deadlineOf,
  type Negotiation,
  type NegotiationAction,
  type StoredNegotiations,
} from './negotiation.ts';
import type {DraftContent, DraftKind, Millis, OutboxItem, OutboxState} from '../records.ts';
import type {Ticket} from '../ticket.ts';

export type TextPlace = {readonly zone: Zone; readonly now: Millis};

/** `in 2 h`, `in less than a minute`, `ran out 3 min ago`. */
export function leftText(at: Millis, now: Millis): string {
  if (at > now) return `in ${duration(at - now) ?? 'less than a minute'}`;
  const since = duration(now - at);
  return since === undefined ? 'ran out just now' : `ran out ${since} ago`;
}

/** What happens with the order if nobody answers. */
export const UNANSWERED = 'Unanswered by then, the order may be cancelled.';

/** `Answer by 14:05, in 2 h`. */
export function answerByText(at: Millis, {zone, now}: TextPlace): string {
  return `Answer by ${formatTime(at, zone, now)}, ${leftText(at, now)}`;
}

/** `Answer by 14:05, in 2 h: Due to …`, the first that runs out; undefined where nothing is asked. */
export function deadlineText(
  negotiations: StoredNegotiations | undefined,
  {zone, now}: TextPlace,
): string | undefined {
  const list = negotiations?.list ?? [];
  const at = deadlineOf(list);
  const first = list.find(({expires}) => at !== undefined && Date.parse(expires ?? '') === at) ?? list[0];
  if (first === undefined) return undefined;
  const when = at === undefined ? 'Waits for an answer' : answerByText(at, {zone, now});
  const more = list.length > 1 ? ` (${list.length} questions)` : '';
  return `${when}${more}: ${questionText(first)}`;
}

/** The question on one line. */
export function questionText({message, proposed, requested}: Negotiation): string {
  const asked = firstLine(message ?? '');
  if (asked !== '') return asked;
  if (proposed !== undefined) return 'Equinix proposes another time.';
  return requested === undefined
    ? 'Equinix asks about the order.'
    : 'Equinix asks about the time of the order.';
}

/** Facts of a question, one a line: what was asked for, what is proposed, until when, and what happens then. `now`: how long is left is told, too. */
export function negotiationFacts(
  negotiation: Negotiation,
  timesOf: (iso: string) => readonly string[],
  now?: Millis,
): readonly string[] {
  const {requested, proposed, expires, isExpedited, referenceId} = negotiation;
  const at = expires === undefined ? undefined : parseIso(expires);
  const times = (iso: string) => timesOf(iso).join(', ');
  return [
    ...(requested === undefined ? [] : [`Asked for: ${times(requested)}`]),
    ...(proposed === undefined ? [] : [`Proposed: ${times(proposed)}`]),
    ...(isExpedited === undefined ? [] : [`Expedited: ${isExpedited ? 'yes' : 'no'}`]),
    ...(expires === undefined || at === undefined
      ? []
      : [`Respond by: ${times(expires)}${now === undefined ? '' : `; ${leftText(at, now)}`}`]),
    UNANSWERED,
    ...(referenceId === undefined ? ['It has no number to answer to: answer with a note.'] : []),
  ];
}

/** What each answer does, in words of the vendor. */
export const ACTION_TEXTS: Readonly<Record<NegotiationAction, readonly [name: string, effect: string]>> = {
  APPROVE: ['Approve', 'the order goes on with what is proposed'],
  APPROVE_NON_EXPEDITE: ['Approve without expedite', 'the order goes on at the usual pace'],
  CANCEL: ['Cancel the order', 'it ends; that cannot be taken back'],
};

/** The first line of a text that was written here; for an answer, the chosen answer comes before it. */
export function writtenText(kind: DraftKind, {text, fields}: Pick<DraftContent, 'text' | 'fields'>): string {
  const answer = kind === 'answer' ? answerFields(fields) : undefined;
  const name = answer === undefined ? '' : ACTION_TEXTS[answer.action][0];
  return [name, firstLine(text)].filter((part) => part !== '').join(': ');
}

const ON_ITS_WAY: ReadonlySet<OutboxState> = new Set(['queued', 'held', 'sending', 'unknown']);

/** Message if an answer to the same question is already in the outbox; undefined if there is none. */
export function unsentAnswerText(items: readonly OutboxItem[], referenceId: string): string | undefined {
  const waiting = items
    .filter(({kind, state}) => kind === 'answer' && ON_ITS_WAY.has(state))
    .flatMap(({extra}) => answerFields(contentOf('', extra).fields) ?? [])
    .find((fields) => fields.referenceId === referenceId);
  if (waiting === undefined) return undefined;
  return `An answer of yours to this is in the outbox already: ${ACTION_TEXTS[waiting.action][0]}.`;
}

const ANSWERERS: ReadonlySet<string> = new Set(['ORDERING', 'TECHNICAL']);

/**
 * Why this user should not answer: only the ordering and the technical contact may. Undefined if the user may, or if it
 * is not known who they are. `user`: the name of the signed-in user.
 */
export function answererDoubt(
  {contacts = []}: Pick<Ticket, 'contacts'>,
  user: string | undefined,
): string | undefined {
  const those = contacts.filter(({type}) => ANSWERERS.has(type ?? ''));
  if (user === undefined || user === '' || those.length === 0) return undefined;
  const isUser = (name: string | undefined) => {
    const known = name?.toLowerCase() ?? '';
    return known === user.toLowerCase() || known.split('@')[0] === user.toLowerCase();
  };
  const isAmong = those.some(
    ({registeredUser, details}) => isUser(registeredUser) || details.some(({value}) => isUser(value)),
  );
  if (isAmong) return undefined;
  return `Only the ordering and the technical contact of an order may answer, and ${user} is neither.`;
}
