import {FormReader, isFields, type WantedFile} from '../domain/new-ticket/form-reader.ts';
import type {NewTicketForm} from '../domain/new-ticket/new-ticket-form.ts';
import {AppError} from '../errors.ts';
import {toSafeText} from '../text/safe/to-safe-text.ts';

export type TicketFile = {
  readonly form: NewTicketForm;
  readonly files: readonly WantedFile[];
};

/**
 * A new ticket from YAML or JSON. Texts are taken as they are written (`0002`, `yes`, `14:05` are no
 * numbers, booleans or times here); only `details` keeps the types it has. Throws an AppError `input` that
 * names each field that cannot be used.
 */
export async function parseTicketFile(text: string, what: string): Promise<TicketFile> {
  const typed = await parseYaml(text, what);
  const texts = await parseYaml(text, what, 'failsafe');
  if (!isFields(typed) || !isFields(texts)) {
    throw new AppError('input', `${what} holds no fields of a ticket.`, {hint: HINT});
  }
  const reader = new FormReader();
  const form = reader.form(texts, typed);
  const files = reader.files(texts['attachments']);
  if (reader.problems.length === 0) return {form, files};
  throw new AppError('input', `${what} cannot be used.`, {
    fields: reader.problems,
    hint: 'Nothing was sent.',
  });
}

const HINT = 'casedeck create --template prints a file to begin with.';

/** YAML, of which JSON is a part. Throws an AppError `input` with the place of what cannot be read. */
export async function parseYaml(
  text: string,
  what: string,
  schema: 'core' | 'failsafe' = 'core',
): Promise<unknown> {
  const {parse} = await import('yaml');
  try {
    return parse(text, {schema}) as unknown;
  } catch (error) {
    const words = error instanceof Error ? toSafeText(error.message.trim()) : 'it cannot be read';
    throw new AppError('input', `${what} is neither YAML nor JSON: ${words}`, {hint: HINT, cause: error});
  }
}
