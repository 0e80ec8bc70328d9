import {errorRows} from '../../errors.ts';
import type {CreateField} from '../navigation.ts';
import {tooManyFiles, type ChosenFile} from '../chosen-files.ts';
import type {CreateForm} from './create-form.ts';
import type {Core, CreateDeps} from './create-parts.ts';
import {discard} from '../draft-files.ts';
import type {State} from '../state.ts';

/** A file that is to go with the ticket; why it cannot stands at the field. */
export async function addFile({deps, form, say, set, setLine}: Core, path: string): Promise<void> {
  const full = tooManyFiles(form.get().files.length + form.get().attachments.length);
  if (full !== undefined) return say({problem: {field: 'files', words: [full]}});
  try {
    const file = await deps.files.check(path);
    const chosen: ChosenFile = {path, name: file.name, file};
    set({files: [...form.get().files.filter((other) => other.path !== path), chosen]});
    setLine('files', '');
  } catch (error) {
    say({problem: {field: 'files', words: errorRows(error)}});
  }
}

/** The fields of a JSON file, over those that are there. */
export async function addDetails({deps, form, say, set, setLine}: Core, path: string): Promise<void> {
  try {
    const fields = await deps.files.details(path);
    set({details: {...form.get().details, ...fields}});
    setLine('details', '');
  } catch (error) {
    say({problem: {field: 'details', words: errorRows(error)}});
  }
}

/** Takes the last contact, detail or file away. */
export function removeLast({deps, form, set}: Core, field: CreateField): void {
  const {contacts, details, files, attachments} = form.get();
  if (field === 'contacts') set({contacts: contacts.slice(0, -1)});
  if (field === 'details') set({details: Object.fromEntries(Object.entries(details).slice(0, -1))});
  if (field !== 'files') return;
  if (files.length > 0) set({files: files.slice(0, -1)});
  else {
    set({attachments: attachments.slice(0, -1)});
    discard(deps, {ticketId: '', kind: 'create'}, attachments.at(-1));
  }
}

/** The files of the draft may have changed or gone since; the form shows them as they are now. */
export async function lookAtFiles({files}: CreateDeps, form: State<CreateForm>): Promise<void> {
  for (const {path} of form.get().files) {
    const file = await files.check(path).catch(() => undefined);
    if (file === undefined) continue;
    form.set((now) => ({
      ...now,
      files: now.files.map((chosen) => (chosen.path === path ? {...chosen, name: file.name, file} : chosen)),
    }));
  }
}
