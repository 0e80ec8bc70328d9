import type {AttachmentRef} from '../domain/requests.ts';
import type {DraftKind, Millis, OutboxState} from '../domain/records.ts';
import type {Store} from '../store/store.ts';
import type {LocalFile} from './local-file.ts';

/** A file that was uploaded, with what tells it again. It stands among the attachments of a draft or an outbox item. */
export type KeptUpload = AttachmentRef & {
  /** What it was called here; the service may have given it another name. */
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  readonly uploadedAt: Millis;
};

/**
 * JSON beside a draft's text. `attachments` go out with the text; `uploads` were meant for another text
 * and only wait to be used again.
 */
export type DraftExtra = Readonly<Record<string, unknown>> & {
  readonly attachments?: readonly AttachmentRef[];
  readonly uploads?: readonly KeptUpload[];
};

/** The service keeps what no ticket names for 40 days; one less, as clocks differ. */
const LIFE_MS = 39 * 24 * 60 * 60 * 1000;

/** An upload that went out with a text is not used a second time. */
const UNUSED: ReadonlySet<OutboxState> = new Set(['failed', 'withdrawn']);

const KINDS: readonly DraftKind[] = ['note', 'reply', 'create'];

export function parseExtra(extra: string | undefined): DraftExtra {
  if (extra === undefined) return {};
  try {
    const value: unknown = JSON.parse(extra);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
    const {attachments, uploads, ...rest} = value as Record<string, unknown>;
    return {
      ...rest,
      ...(attachments === undefined ? {} : {attachments: listOf(attachments, isRef)}),
      ...(uploads === undefined ? {} : {uploads: listOf(uploads, isKeptUpload)}),
    };
  } catch {
    return {};
  }
}

/** Undefined where there is nothing to keep, as a draft wants it. */
export function formatExtra(extra: DraftExtra): string | undefined {
  const entries = Object.entries(extra).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return entries.length === 0 ? undefined : JSON.stringify(Object.fromEntries(entries));
}

/** What was uploaded for this ticket (for new ones where `ticketId` is empty), not used yet, and still good. */
export function keptUploads(
  store: Pick<Store, 'draft' | 'outboxOf'>,
  ticketId: string,
  now: Millis,
): readonly KeptUpload[] {
  const items = store.outboxOf(ticketId);
  const used = new Set(
    items.filter(({state}) => !UNUSED.has(state)).flatMap(({extra}) => uploadsIn(extra).map(({id}) => id)),
  );
  const drafts = KINDS.flatMap((kind) => store.draft(ticketId, kind) ?? []);
  return [...drafts, ...items.filter(({state}) => state === 'failed')]
    .flatMap(({extra}) => uploadsIn(extra))
    .filter((upload) => !used.has(upload.id) && isStillGood(upload, now));
}

/** The uploads that go out with a text, as far as they were made here. */
export function sentUploads({extra}: {readonly extra: string | undefined}): readonly KeptUpload[] {
  const {attachments = []} = parseExtra(extra);
  return attachments.filter(isKeptUpload);
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

/** Remembers an upload beside the draft of this kind before anything else can fail, whoever writes on that draft. */
export function keepUpload(
  store: Pick<Store, 'draft' | 'saveDraft'>,
  {ticketId, kind}: {readonly ticketId: string; readonly kind: DraftKind},
  upload: KeptUpload,
): void {
  const draft = store.draft(ticketId, kind);
  const extra = parseExtra(draft?.extra);
  const uploads = [...(extra.uploads ?? []), upload];
  store.saveDraft({
    ticketId,
    kind,
    text: draft?.text ?? '',
    extra: formatExtra({...extra, uploads}),
    updatedAt: draft?.updatedAt ?? upload.uploadedAt,
  });
}

/** The service does not know these uploads any more: they are to be sent again. */
export function forgetUploads(
  store: Pick<Store, 'draft' | 'saveDraft'>,
  ticketId: string,
  kind: DraftKind,
): void {
  const draft = store.draft(ticketId, kind);
  if (draft === undefined) return;
  const {attachments: _gone, uploads: _alsoGone, ...rest} = parseExtra(draft.extra);
  store.saveDraft({...draft, extra: formatExtra(rest)});
}

/** The draft is not to use this upload again: it was taken back. */
export function dropUpload(
  store: Pick<Store, 'draft' | 'saveDraft'>,
  {ticketId, kind}: {readonly ticketId: string; readonly kind: DraftKind},
  {id}: AttachmentRef,
): void {
  const draft = store.draft(ticketId, kind);
  if (draft === undefined) return;
  const {uploads = [], ...rest} = parseExtra(draft.extra);
  const left = uploads.filter((upload) => upload.id !== id);
  if (left.length < uploads.length) store.saveDraft({...draft, extra: formatExtra({...rest, uploads: left})});
}

/** Whether a text that was sent, or may yet be, names this upload: then it must stay. */
export function isNamed(store: Pick<Store, 'outboxOf'>, ticketId: string, {id}: AttachmentRef): boolean {
  return store
    .outboxOf(ticketId)
    .some(({state, extra}) => state !== 'withdrawn' && uploadsIn(extra).some((upload) => upload.id === id));
}

function uploadsIn(extra: string | undefined): readonly KeptUpload[] {
  const {attachments = [], uploads = []} = parseExtra(extra);
  return [...attachments, ...uploads].filter(isKeptUpload);
}

function listOf<T>(value: unknown, isOne: (item: unknown) => item is T): readonly T[] {
  return Array.isArray(value) ? (value as unknown[]).filter(isOne) : [];
}

function isRef(value: unknown): value is AttachmentRef {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && typeof value.id === 'string' && 'name' in value && typeof value.name === 'string';
}

/** False for what the service has removed meanwhile. */
export function isStillGood(upload: AttachmentRef, now: Millis): boolean {
  return !isKeptUpload(upload) || now - upload.uploadedAt < LIFE_MS;
}

function isKeptUpload(value: unknown): value is KeptUpload {
  if (!isRef(value)) return false;
  const {file, size, sha256, uploadedAt} = value as Partial<KeptUpload>;
  return (
    typeof file === 'string' &&
    typeof sha256 === 'string' &&
    typeof size === 'number' &&
    typeof uploadedAt === 'number'
  );
}
