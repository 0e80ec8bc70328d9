import type {AttachmentRef} from '../domain/requests.ts';
import {attachmentsOf, contentOf, isKeptUpload} from '../domain/draft-content.ts';
import type {
  DraftContent,
  DraftKey,
  DraftKind,
  KeptUpload,
  Millis,
  OutboxItem,
  OutboxState,
} from '../domain/records.ts';
import type {Store} from '../store/store.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {LocalFile} from './local-file.ts';

/** The service keeps what no ticket names for 40 days; one less, as clocks differ. */
const LIFE_MS = 39 * 24 * 60 * 60 * 1000;

/** An upload that went out with a text is not used a second time. */
const UNUSED: ReadonlySet<OutboxState> = new Set(['failed', 'withdrawn']);

const KINDS: readonly DraftKind[] = ['note', 'reply', 'create'];

/** What was uploaded for this ticket (for new ones where `ticketId` is empty), not used yet, and still good. */
export function keptUploads(
  store: Pick<Store, 'draft' | 'outboxOf'>,
  ticketId: string,
  now: Millis,
): readonly KeptUpload[] {
  const items = store.outboxOf(ticketId);
  const used = new Set(
    items.filter(({state}) => !UNUSED.has(state)).flatMap((item) => uploadsOf(item).map(({id}) => id)),
  );
  const drafts = KINDS.flatMap((kind) => store.draft(ticketId, kind) ?? []);
  return [
    ...drafts.flatMap(uploadsIn),
    ...items.filter(({state}) => state === 'failed').flatMap(uploadsOf),
  ].filter((upload) => !used.has(upload.id) && isStillGood(upload, now));
}

/** The uploads that go out with a text, as far as they were made here. */
export function sentUploads(item: Pick<OutboxItem, 'extra'>): readonly KeptUpload[] {
  return attachmentsOf(item).filter(isKeptUpload);
}

/** What speaks against an upload: the service says that it has more or less of it. Undefined where nothing does. */
export function sizeDoubt({file, size, storedSize}: KeptUpload): string | undefined {
  if (storedSize === undefined || storedSize === size) return undefined;
  return `The service says that it has ${storedSize} bytes of ${toSafeLine(file)}, which has ${size}: something between here and there may have changed it.`;
}

/** What a file of a draft is called here. */
export function fileNameOf(ref: AttachmentRef): string {
  return isKeptUpload(ref) ? ref.file : ref.name;
}

/** The upload that is this file, so that it need not be sent again. */
export function keptUploadOf(
  kept: readonly KeptUpload[],
  file: Pick<LocalFile, 'name' | 'sha256'>,
  taken: readonly string[],
): KeptUpload | undefined {
  return kept.find(
    (upload) => upload.sha256 === file.sha256 && upload.file === file.name && !taken.includes(upload.id),
  );
}

type DraftStore = Pick<Store, 'draft' | 'saveDraft'>;

/** Remembers an upload beside the draft of this kind before anything else can fail, whoever writes on that draft. */
export function keepUpload(store: DraftStore, draft: DraftKey, upload: KeptUpload): void {
  const {uploads = []} = store.draft(draft.ticketId, draft.kind) ?? {};
  store.saveDraft({...draft, uploads: [...uploads, upload]});
}

/** The service does not know these uploads any more: they are to be sent again. */
export function forgetUploads(store: DraftStore, ticketId: string, kind: DraftKind): void {
  store.saveDraft({ticketId, kind, attachments: [], uploads: []});
}

/** The draft is not to use this upload again: it was taken back. */
export function dropUpload(store: DraftStore, draft: DraftKey, {id}: AttachmentRef): void {
  const {uploads = []} = store.draft(draft.ticketId, draft.kind) ?? {};
  const left = uploads.filter((upload) => upload.id !== id);
  if (left.length < uploads.length) store.saveDraft({...draft, uploads: left});
}

/** Whether a text that was sent, or may yet be, names this upload: then it must stay. */
export function isNamed(store: Pick<Store, 'outboxOf'>, ticketId: string, {id}: AttachmentRef): boolean {
  return store
    .outboxOf(ticketId)
    .some((item) => item.state !== 'withdrawn' && uploadsOf(item).some((upload) => upload.id === id));
}

function uploadsIn({attachments, uploads}: DraftContent): readonly KeptUpload[] {
  return [...attachments, ...uploads].filter(isKeptUpload);
}

function uploadsOf({text, extra}: OutboxItem): readonly KeptUpload[] {
  return uploadsIn(contentOf(text, extra));
}

/** False for what the service has removed meanwhile. */
export function isStillGood(upload: AttachmentRef, now: Millis): boolean {
  return !isKeptUpload(upload) || now - upload.uploadedAt < LIFE_MS;
}
