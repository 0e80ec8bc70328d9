import type {Api} from '../api/api.ts';
import {decodeEmailDetails} from '../api/decode/decode-email.ts';
import {delay, type Timers} from '../api/timers.ts';
import type {EmailDetails} from '../domain/ticket.ts';
import {emailAsAnswer} from './as-answers.ts';
import type {TeamSync} from './team-sync.ts';

/** So long whoever asks the service may take before this console reads an e-mail itself, and a little more or less. */
const WAIT_MS = 3000;
const WAIT_SPREAD_MS = 2000;
/** So long the desk may take to be there at the start. */
const JOINING_MS = 1500;

export type SharedMailsDeps = {
  readonly sync: () => TeamSync | undefined;
  /** Another one of the team asks the service. */
  readonly isShared: () => boolean;
  /** It is not known yet whether there is one. */
  readonly isJoining: () => boolean;
  readonly timers: Timers;
  readonly random: () => number;
};

/** Each e-mail is read only once from the service: if another member has read it, it comes from the desk. */
export function shareMails<Part extends Pick<Api, 'getEmail'>>(
  api: Part,
  {sync, isShared, isJoining, timers, random}: SharedMailsDeps,
): Part {
  const fromDesk = async (emailId: string) => parse((await sync()?.mails.ask(emailId)) ?? '');
  return {
    ...api,
    getEmail: async (emailId, caseNumber, options = {}) => {
      const isAwaited = (options.priority ?? 'user') === 'user';
      const signal = options.signal ?? new AbortController().signal;
      if (isJoining() && !isAwaited) await delay(timers, JOINING_MS, signal);
      const known = await fromDesk(emailId);
      if (known !== undefined) return known;
      if (isShared() && !isAwaited) {
        await delay(timers, WAIT_MS + random() * WAIT_SPREAD_MS, signal);
        const meanwhile = await fromDesk(emailId);
        if (meanwhile !== undefined) return meanwhile;
      }
      const email = await api.getEmail(emailId, caseNumber, options);
      sync()?.mails.offer({id: emailId, ticketId: caseNumber, raw: emailAsAnswer(email)});
      return email;
    },
  };
}

/** Undefined where it is no e-mail. */
function parse(raw: string): EmailDetails | undefined {
  try {
    return decodeEmailDetails(JSON.parse(raw));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
