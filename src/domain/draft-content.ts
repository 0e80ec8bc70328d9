import type {Draft, DraftContent, FileRef, KeptUpload} from './records.ts';
import type {AttachmentRef} from './requests.ts';

export const NO_CONTENT: DraftContent = {text: '', attachments: [], uploads: [], files: [], fields: {}};

/** The content of a draft, or of an item of the outbox, from its text and the JSON beside it. Never throws. */
export function contentOf(text: string, extra: string | undefined): DraftContent {
  const {attachments, uploads, files, ...fields} = fieldsOf(extra);
  return {
    text,
    attachments: listOf(attachments, isRef),
    uploads: listOf(uploads, isKeptUpload),
    files: listOf(files, isFileRef).map(({path, name}) => ({path, name})),
    fields,
  };
}

/** The JSON beside the text; undefined where there is nothing but the text. */
export function extraOf({attachments, uploads, files, fields}: DraftContent): string | undefined {
  const lists = Object.entries({attachments, uploads, files}).filter(([, list]) => list.length > 0);
  const entries = [...Object.entries(fields), ...lists].filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : JSON.stringify(Object.fromEntries(entries));
}

/** The draft with a change applied; fields that the change does not have stay. */
export function changedContent(
  before: DraftContent | undefined,
  change: Partial<DraftContent>,
): DraftContent {
  const {text, attachments, uploads, files, fields} = {...(before ?? NO_CONTENT), ...change};
  return {text, attachments, uploads, files, fields};
}

/** Puts `text` before the text that is already on the draft; not if it is the same text. */
export function joinTexts(...texts: readonly string[]): string {
  return texts.filter((part, index) => part !== '' && texts.indexOf(part) === index).join('\n\n');
}

/** The files that an item of the outbox takes along. */
export function attachmentsOf({extra}: {readonly extra: string | undefined}): readonly AttachmentRef[] {
  return contentOf('', extra).attachments;
}

export function isKeptUpload(value: unknown): value is KeptUpload {
  if (!isRef(value)) return false;
  const {file, size, sha256, uploadedAt} = value as Partial<KeptUpload>;
  return (
    typeof file === 'string' &&
    typeof sha256 === 'string' &&
    typeof size === 'number' &&
    typeof uploadedAt === 'number'
  );
}

/** As JSON for scripts; everything but the text is in `extra`. */
export function draftExtra(draft: Draft): Readonly<Record<string, unknown>> | undefined {
  const extra = extraOf(draft);
  return extra === undefined ? undefined : fieldsOf(extra);
}

function fieldsOf(extra: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(extra ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? {...value} : {};
  } catch {
    return {};
  }
}

function listOf<T>(value: unknown, isOne: (item: unknown) => item is T): readonly T[] {
  return Array.isArray(value) ? (value as unknown[]).filter(isOne) : [];
}

function isRef(value: unknown): value is AttachmentRef {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && typeof value.id === 'string' && 'name' in value && typeof value.name === 'string';
}

function isFileRef(value: unknown): value is FileRef {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'path' in value && typeof value.path === 'string' && 'name' in value && typeof value.name === 'string'
  );
}
