import type {DeskOp} from '../domain/desk-op.ts';
import {AppError} from '../errors.ts';
import {firstLine} from '../text/first-line.ts';
import type {Io} from '../console/session/io.ts';
import {printJson} from './print-json.ts';
import type {Store} from '../store/store.ts';
import type {Team} from '../sync/contracts.ts';

/** What a command does to a ticket of which Equinix gets nothing. */
export type PlannedDeed =
  | Exclude<DeskOp, {readonly kind: 'remark' | 'sent'}>
  | {readonly kind: 'remark'; readonly ticketId: string; readonly text: string}
  | {readonly kind: 'track' | 'untrack'; readonly ticketId: string};

/** `--dry-run` of such a command: prints what would be done, and where it would be known. */
export function printDeeds(
  team: Team,
  io: Io,
  deeds: readonly PlannedDeed[],
  json: boolean | undefined,
): number {
  const isShared = team.status().state !== 'none' && !deeds.every(({kind}) => kind.endsWith('track'));
  if (json === true) printJson(io, {place: isShared ? 'desk' : 'here', deeds: deeds.map(deedJson)});
  else io.out(deeds.map((deed) => `${deedText(deed)}\n`).join(''));
  const where = isShared ? "here and on the team's desk" : 'here';
  io.note(`casedeck: nothing was done. It would be kept ${where}; Equinix gets nothing of it.\n`);
  return 0;
}

function deedJson(deed: PlannedDeed): Readonly<Record<string, unknown>> {
  if (deed.kind !== 'snooze' || deed.until === undefined) return deed;
  return {...deed, until: new Date(deed.until).toISOString()};
}

function deedText(deed: PlannedDeed): string {
  const what = `${deed.kind} ${deed.ticketId}`;
  switch (deed.kind) {
    case 'give':
      return `${what} to ${deed.to}`;
    case 'snooze':
      return `${what} until ${deed.until === undefined ? 'something new comes' : new Date(deed.until).toISOString()}`;
    case 'remark':
    case 'step':
      return `${what}: ${firstLine(deed.text)}`;
    case 'unremark':
      return `${what}: ${deed.remark}`;
    default:
      return what;
  }
}

/** A ticket that may be followed, but was never read, has no place where a deed could be kept. Throws an AppError `not-found`. */
export function checkKnown(store: Store, id: string): void {
  if (store.row(id) === undefined)
    throw new AppError('not-found', `${id} is not known here.`, {hint: `casedeck track ${id} follows it.`});
}
