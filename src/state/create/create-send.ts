import {knownFieldOf} from './create-form.ts';
import type {AttachmentRef, CreateRequest} from '../../domain/requests.ts';
import {AppError, errorRows} from '../../errors.ts';
import type {CreateField} from '../navigation.ts';
import type {OutboxItem} from '../../domain/records.ts';
import {sizeDoubt} from '../../files/kept-uploads.ts';
import {askTwiceAbout} from '../ask-twice.ts';
import type {LocalFile} from '../../files/local-file.ts';
import type {ChosenFile} from '../chosen-files.ts';
import {rememberContacts} from '../contact-memory.ts';
import type {CreateDeps} from './create-parts.ts';

export type NewTicket = {
  readonly request: CreateRequest;
  readonly files: readonly ChosenFile[];
  /** Back to the form, with the reason at the field. */
  readonly refuse: (field: CreateField, words: readonly string[]) => void;
  /** The attempt has ended; true: the outbox has the ticket now. */
  readonly done: (wasQueued: boolean) => void;
  /** Opens the form with what came back as a draft, at the field that the service named. */
  readonly reopen: (field: CreateField | undefined) => void;
};

/** Uploads the files, hands the ticket to the outbox, and shows what becomes of it. Never throws. */
export async function sendNewTicket(deps: CreateDeps, ticket: NewTicket): Promise<void> {
  const {store, go} = deps;
  const {request, refuse, done, reopen} = ticket;
  let item: OutboxItem;
  try {
    const attachments = await attach(deps, ticket);
    const whole = {...request, ...(attachments.length === 0 ? {} : {attachments})};
    item = deps.outbox.send({
      kind: 'create',
      ticketId: '',
      text: request.description,
      extra: JSON.stringify(whole),
    });
  } catch (error) {
    done(false);
    refuse(isAboutFiles(error) ? 'files' : 'code', errorRows(error));
    return;
  }
  done(true);
  rememberContacts(store, request.contacts ?? []);
  go({type: 'modal', modal: undefined});
  go({type: 'notice', notice: {tone: 'info', message: 'The new ticket is on its way…'}});
  showOutcome(deps, await deps.outbox.settled(item.id), reopen);
}

/** Each file is checked again: it may have changed since it was chosen. */
async function attach(
  deps: CreateDeps,
  {request, files: chosen}: NewTicket,
): Promise<readonly AttachmentRef[]> {
  const {files, transfer} = deps;
  const before = request.attachments ?? [];
  if (chosen.length === 0) return before;
  const checked: LocalFile[] = [];
  for (const {path} of chosen) checked.push(await files.check(path));
  const uploads = await transfer.run('Uploading…', ({signal, progress}) =>
    files.upload({ticketId: '', kind: 'create'}, checked, {signal, onProgress: progress}),
  );
  const doubt = uploads.map(sizeDoubt).find((words) => words !== undefined);
  if (askTwiceAbout(deps).goesOn(doubt)) return [...before, ...uploads];
  throw new AppError('input', doubt ?? '', {
    fields: [{field: 'attachments', problem: 'may not be as they are here'}],
    hint: 'Nothing was sent. Sent once more, it goes out all the same.',
  });
}

function showOutcome(deps: CreateDeps, item: OutboxItem, reopen: NewTicket['reopen']): void {
  const {go, isFree, store} = deps;
  const tell = (tone: 'info' | 'error', words: string) =>
    go({type: 'notice', notice: {tone, message: words}});
  if (item.state === 'sent' && item.remoteId !== undefined) {
    const kind = store.row(item.remoteId)?.kind ?? 'UNKNOWN';
    if (isFree()) {
      go({type: 'push', screen: {kind: 'ticket', id: item.remoteId}});
      // The previous ticket's tab may be empty here: the new text is among the notes.
      go({type: 'tab', tab: 'timeline'});
    }
    const what = kind === 'UNKNOWN' ? item.remoteId : `${item.remoteId} (${kind})`;
    return tell('info', `Created ${what}. It is tracked from now on.`);
  }
  if (item.state === 'failed') return refused(deps, item, reopen);
  if (item.state === 'unknown') {
    return tell('error', item.error ?? 'The answer never came. Look in the list before sending it again.');
  }
  // The user held or withdrew it, so there is nothing to report.
  if (item.state === 'queued') tell('info', `Not sent yet: ${item.error ?? 'it waits in the outbox.'}`);
}

/** The service refused it: the form comes back with the message, unless the user does something else by now. */
function refused({go, isFree, outbox}: CreateDeps, item: OutboxItem, reopen: NewTicket['reopen']): void {
  const words = `Not created: ${item.error ?? 'the service refused it.'}`;
  if (isFree()) {
    try {
      const field = refusedField(outbox.failureOf(item.id));
      outbox.withdraw(item.id);
      reopen(field);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  go({type: 'notice', notice: {tone: 'error', message: words}});
}

/** The first field of the form that the service named: `$.contacts[0].type` is one of the contacts'. */
function refusedField(error: AppError | undefined): CreateField | undefined {
  const names =
    error?.fields.map(({field}) => field.replace(/^\$\.?/, '').replaceAll(/\[(\d+)\]/g, '.$1')) ?? [];
  return names.map(knownFieldOf).find((field) => field !== undefined);
}

function isAboutFiles(error: unknown): boolean {
  return error instanceof AppError && !error.fields.some(({field}) => field !== 'attachments');
}
