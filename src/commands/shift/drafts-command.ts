import {firstLine} from '../../text/first-line.ts';
import {AppError} from '../../errors.ts';
import type {Services} from '../../state/services.ts';
import {draftExtra, NO_CONTENT} from '../../domain/draft-content.ts';
import type {Draft, DraftKind} from '../../domain/records.ts';
import {ageLong} from '../../text/time/dates.ts';
import {toSafeLine, toSafeText} from '../../text/safe/to-safe-text.ts';
import {askYes} from '../ask.ts';
import type {Io} from '../../console/session/io.ts';
import {table} from '../plain-text.ts';
import {printJson} from '../print-json.ts';
import type {Store} from '../../store/store.ts';

export type DraftsOptions = {
  readonly json?: boolean;
  readonly kind?: DraftKind;
  readonly yes?: boolean;
  /** Nothing is deleted: what would be is printed. */
  readonly dryRun?: boolean;
};

/** The word for the draft of a ticket that has no id yet. */
const NEW = 'new';

/** `casedeck drafts`: the texts being written, newest first. */
export function runDrafts(
  {store, clock}: Pick<Services, 'clock' | 'store'>,
  io: Io,
  options: DraftsOptions,
): number {
  const drafts = store.drafts().filter((draft) => options.kind === undefined || draft.kind === options.kind);
  if (options.json === true) printJson(io, drafts.map(draftJson));
  else if (drafts.length === 0) io.note('casedeck: There are no drafts.\n');
  else
    io.out(
      table(
        ['TICKET', 'KIND', 'SAVED', 'LENGTH', 'TEXT'],
        drafts.map((draft) => cells(draft, clock.now())),
        io.stdout,
      ),
    );
  return 0;
}

/** `casedeck drafts show TICKET`: the text alone, so that it can be saved or sent in another way. */
export function runShowDraft(store: Store, io: Io, ticket: string, options: DraftsOptions): number {
  const draft = findDraft(store, ticket, options.kind);
  if (options.json === true) printJson(io, draftJson(draft));
  else io.out(`${toSafeText(draft.text)}\n`);
  return 0;
}

/** `casedeck drafts delete TICKET`: asks first, and prints the text that it deletes, in case it was the wrong one. */
export async function runDeleteDraft(
  store: Store,
  io: Io,
  ticket: string,
  options: DraftsOptions,
): Promise<number> {
  const draft = findDraft(store, ticket, options.kind);
  const what = `the ${draft.kind} of ${draft.text.length} characters for ${nameOf(draft)}`;
  if (options.dryRun === true) {
    io.out(`${toSafeText(draft.text)}\n`);
    io.note(`casedeck: nothing was deleted; this is the text of ${what}.\n`);
    return 0;
  }
  if (options.yes !== true && !(await askYes(io, `casedeck: Delete ${what}?`, '--yes'))) {
    throw new AppError('cancelled', 'Nothing was deleted.');
  }
  store.saveDraft({...draft, ...NO_CONTENT});
  io.out(`${toSafeText(draft.text)}\n`);
  io.note(`casedeck: Deleted ${what}; that was its text.\n`);
  return 0;
}

function findDraft(store: Store, ticket: string, kind: DraftKind | undefined): Draft {
  const id = ticket === NEW ? '' : (store.row(ticket)?.id ?? ticket);
  const drafts = store
    .drafts()
    .filter((draft) => draft.ticketId === id && (kind === undefined || draft.kind === kind));
  const [draft, other] = drafts;
  if (draft === undefined)
    throw new AppError('not-found', `There is no draft for ${ticket}.`, {
      hint: '"casedeck drafts" lists them.',
    });
  if (other === undefined) return draft;
  const kinds = drafts.map((item) => item.kind).join(' and ');
  throw new AppError('usage', `There are several drafts for ${ticket}: ${kinds}.`, {
    hint: 'Say which with --kind.',
  });
}

function nameOf({ticketId}: Draft): string {
  return ticketId === '' ? NEW : ticketId;
}

function cells(draft: Draft, now: number): readonly string[] {
  return [
    nameOf(draft),
    draft.kind,
    ageLong(now - draft.updatedAt),
    String(draft.text.length),
    toSafeLine(firstLine(draft.text)),
  ];
}

/** `extra` holds what is no text: chosen files, fields of a form. */
export function draftJson(draft: Draft): Readonly<Record<string, unknown>> {
  const {ticketId, kind, text, updatedAt} = draft;
  return {
    id: ticketId === '' ? undefined : ticketId,
    kind,
    text,
    extra: draftExtra(draft),
    updatedDateTime: new Date(updatedAt).toISOString(),
  };
}
