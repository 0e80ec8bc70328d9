import type {Ticket, TicketSummary} from '../src/domain/ticket.ts';
import {openStore} from '../src/store/open-store.ts';
import type {SafeText} from '../src/text/safe/safe-text.ts';

/** Stands in every subject and description, so that any program's first full list can be told from its output. */
export const MARK = /M\d{6}/g;

const BATCH = 500;
const DETAILED = 300;
const MINUTE = 60_000;
const STATUSES = ['SUBMITTED', 'IN_PROGRESS', 'ACTION_REQUIRED', 'IN_PROGRESS'];
const SITES = ['SV5', 'DA3', 'LD8', 'AM1', 'FR2', 'SG1', 'TY4', 'SY3'];
const WORDS = [
  'cross connect down at panel',
  'remote hands reseat the optics of',
  'partial power outage in cabinet',
  'cage door will not close near',
  'light levels low on patch',
  'vendor access asked for rack',
];

const safe = (text: string) => text as SafeText;
const cycle = (list: readonly string[], index: number) => safe(list[index % list.length] ?? '');

/** The subject line of the n-th ticket or message. */
export function subjectOf(index: number): string {
  return `M${String(index).padStart(6, '0')} ${cycle(WORDS, index)} ${index % 997}`;
}

/** Fills a new database with tickets, the newest of them with notes. `now` in milliseconds since 1970. */
export function fillStore(file: string, count: number, now: number): void {
  const store = openStore({file});
  for (let start = 0; start < count; start += BATCH) {
    const length = Math.min(BATCH, count - start);
    store.putSummaries(
      Array.from({length}, (_, index) => summary(start + index, now)),
      now,
    );
  }
  for (let index = 0; index < Math.min(count, DETAILED); index += 1) {
    const ticket = detailed(index, now);
    store.putTicket(ticket, '{}', now);
    store.markSeen(ticket.id, 'all', now);
  }
  store.close();
}

function summary(index: number, now: number): TicketSummary {
  const at = safe(new Date(now - index * MINUTE).toISOString());
  return {
    id: safe(`1-${204_000_000_000 + index}`),
    kind: 'TROUBLE',
    status: cycle(STATUSES, index),
    ibx: [cycle(SITES, index)],
    accountNumber: safe('182389736'),
    accountName: safe('Existing Reseller'),
    customerReferenceId: safe(`REF-${index}`),
    description: safe(subjectOf(index)),
    createdDateTime: at,
    updatedDateTime: at,
  };
}

function detailed(index: number, now: number): Ticket {
  const created = (minutes: number) => safe(new Date(now - (index + minutes) * MINUTE).toISOString());
  const notes = Array.from({length: 6}, (_, note) => ({
    id: safe(`${index}-${note}`),
    createdDateTime: created(note),
    type: safe(note % 2 === 0 ? 'RESOLUTION_NOTES' : 'CUSTOMER_NOTES'),
    text: safe(
      `Note ${note}: ${cycle(WORDS, index + note)} ${index}, ${cycle(WORDS, index + note + 1)} as well.`,
    ),
  }));
  return {...summary(index, now), notes, attachments: [], emails: [], statusHistory: [], lines: []};
}
