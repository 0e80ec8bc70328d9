import type {KeptUpload} from '../../domain/records.ts';
import {MOST_TAKE_BACK_MS} from '../../domain/outbox-before.ts';
import {isOnlyNumbers} from '../../domain/ticket/ticket-ids.ts';
import {sizeDoubt} from '../../files/kept-uploads.ts';
import {askTwiceAbout} from '../../state/ask-twice.ts';
import {noteProblems, refuseProblems} from '../../domain/new-ticket/check-request.ts';
import {AppError} from '../../errors.ts';
import type {DraftFiles} from '../../state/draft-files.ts';
import type {EditedDraft} from '../../hooks/useDraft.ts';
import type {Services} from '../../state/services.ts';
import type {LocalFile} from '../../files/local-file.ts';
import type {OutboxRequest} from '../../sync/contracts.ts';
import {textOf, wholeTextOf} from '../../text/edit/text-buffer.ts';
import {draftModal} from './draft-modal.ts';
import {tellUser, type Guide, type Runs, type Writing} from '../ui.ts';
import {secretRows} from '../files/file-text.ts';
import type {Files} from '../../files/file-types.ts';

type To = Pick<OutboxRequest, 'kind' | 'ticketId'>;

/** Gives the text to the outbox and closes; if the outbox refuses, everything stays as it is, with the reason. */
export function sendDraft(
  ui: Guide & Writing,
  {outbox, store}: Pick<Services, 'outbox' | 'store'>,
  draft: EditedDraft,
  request: To & Pick<OutboxRequest, 'extra' | 'takeBackMs'>,
): void {
  // Saved first: should sending fail half-way, the draft is there at the next start.
  draft.flush();
  const buffer = draft.buffer.get();
  const {rest} = buffer;
  const {kind, ticketId, takeBackMs = 0} = request;
  const isWhole = WHOLE.has(kind);
  try {
    // What is too long for one note is the draft of the next; a reason has no next.
    const {id} = outbox.send(
      isWhole
        ? {...request, text: wholeTextOf(buffer)}
        : {...request, text: textOf(buffer), ...(rest === '' ? {} : {rest})},
    );
    const takeBack = () => {
      outbox.withdraw(id);
      if (kind !== 'create') ui.go({type: 'modal', modal: draftModal(store, {kind, ticketId})});
    };
    if (takeBackMs > 0) ui.undo.offer(takeBack, 'Taken back: nothing was sent.');
  } catch (error) {
    ui.fail(error);
    return;
  }
  draft.forget();
  ui.go({type: 'modal', modal: undefined});
  const isCut = rest !== '' && !isWhole;
  const words = [
    takeBackMs > 0 ? `Goes out in ${takeBackMs / 1000} s; ${ui.keyFor('undo')} takes it back.` : '',
    isCut
      ? `${takeBackMs > 0 ? 'It is the first part' : 'The first part is on its way'}; ${rest.length} characters more are the draft of the next note.`
      : '',
  ].filter((part) => part !== '');
  if (words.length > 0) tellFor(ui, words.join(' '), takeBackMs);
}

/** Shows it as long as it is true; 0: until another message comes. */
function tellFor(ui: Guide, words: string, ms: number): void {
  tellUser(ui, words);
  if (ms === 0) return;
  const end = () => {
    if (ui.nav.get().notice?.message === words) ui.go({type: 'notice', notice: undefined});
  };
  setTimeout(end, ms).unref();
}

/** A reason has no next text: what is too long of it is refused. */
const WHOLE: ReadonlySet<string> = new Set(['cancel', 'answer']);

/** False for a reason that is only a number: the user probably meant to confirm, and is told so. */
export function isReason(ui: Guide, draft: EditedDraft, toReason: () => void): boolean {
  const text = wholeTextOf(draft.buffer.get());
  if (!isOnlyNumbers(text)) return true;
  const words = `"${text.trim()}" is a number and no reason, so nothing was sent. Write why; the confirmation comes after it.`;
  toReason();
  tellUser(ui, words, 'error');
  return false;
}

/** Shows what is against sending, and that the same key pressed again sends it. */
export function askAgain(ui: Guide, words: string): void {
  const again = `${ui.keyFor('write.send')} again sends it all the same.`;
  tellUser(ui, `${words} ${again}`, 'error');
}

/** What was warned of once is sent at the second time. */
const warned = new WeakMap<DraftFiles, string>();

/** The same with files: they are looked at once more and uploaded first; a failed upload leaves the note a draft. */
export async function sendWithFiles(
  ui: Guide & Writing & Runs,
  services: Pick<Services, 'files' | 'outbox' | 'settings' | 'store'>,
  draft: EditedDraft,
  to: To & {readonly kind: 'note' | 'reply'},
): Promise<void> {
  const {files} = services;
  draft.flush();
  try {
    if (draft.files.isLooking()) await draft.files.settled();
    const {chosen, attached, problem} = draft.files.get();
    draft.files.dismiss();
    if (problem.length > 0) throw new AppError('input', `Not sent: ${problem.join(' ')}`);
    refuseProblems(noteProblems({text: textOf(draft.buffer.get())}), 'The note');
    const checked: LocalFile[] = [];
    for (const {path} of chosen) checked.push(await files.check(path));
    if (isWarned(ui, draft.files, checked)) return;
    const uploads = checked.length === 0 ? [] : await upload(ui, files, to, checked);
    const doubt = uploads.map(sizeDoubt).find((words) => words !== undefined);
    if (!askTwiceAbout(draft.files).goesOn(doubt)) return askAgain(ui, `${doubt ?? ''} Nothing was sent.`);
    if (!isStillOpen(ui, to)) {
      return tellUser(ui, 'The files were uploaded, but the note was closed meanwhile: it is a draft.');
    }
    const attachments = [...attached, ...uploads];
    const extra = attachments.length === 0 ? {} : {extra: JSON.stringify({attachments})};
    sendDraft(ui, services, draft, {
      ...to,
      ...extra,
      takeBackMs: Math.min(services.settings.notes.takeBackMs, MOST_TAKE_BACK_MS),
    });
  } catch (error) {
    ui.fail(error);
  }
}

function upload(
  ui: Runs,
  files: Files,
  to: To & {readonly kind: 'note' | 'reply'},
  checked: readonly LocalFile[],
): Promise<readonly KeptUpload[]> {
  return ui.transfer.run('Uploading…', ({signal, progress}) =>
    files.upload(to, checked, {signal, onProgress: progress}),
  );
}

/** True the first time that a file seems to hold a secret: what it is shows, and nothing is sent. */
function isWarned(ui: Guide, files: DraftFiles, checked: readonly LocalFile[]): boolean {
  const suspect = checked.filter(({secretCount}) => secretCount > 0);
  const mark = suspect.map(({sha256}) => sha256).join();
  if (suspect.length === 0 || warned.get(files) === mark) return false;
  warned.set(files, mark);
  const rows = suspect.flatMap((file) => secretRows({path: file.name, name: file.name, file}));
  askAgain(ui, `${rows.join(' ')} Nothing was sent.`);
  return true;
}

function isStillOpen(ui: Guide, {kind, ticketId}: To): boolean {
  const {modal} = ui.nav.get();
  return modal?.kind === 'compose' && modal.ticketId === ticketId && modal.draft === kind;
}
