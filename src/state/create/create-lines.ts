import type {CreateField} from '../navigation.ts';
import {parseOccurred} from '../../domain/new-ticket/occurred.ts';
import {createPicker, type PickerState} from '../picker-state.ts';

/** The fields that are a line of text; of `code`, `contacts`, `details` and `files` it is what is searched or added. */
export type LineField = Exclude<CreateField, 'description'>;

/** Lines whose text is the field's value. */
export const VALUES = ['primaryId', 'secondaryId', 'occurred', 'reference', 'terminationDate'] as const;

export type FieldLines = Readonly<Record<LineField, PickerState>>;

/**
 * The same time in a form that does not change with the clock; undefined if it is no time, or has this form already.
 */
export function settledTime(typed: string, place: string | undefined, now: number): string | undefined {
  const when = typed.trim() === '' ? undefined : parseOccurred(typed, {place, now});
  if (
    when === undefined ||
    'problem' in when ||
    /\d{4}-\d\d-\d\d.*(?:z|utc|[+-]\d\d:?\d\d)$/i.test(typed.trim())
  )
    return undefined;
  return `${new Date(when.ms).toISOString().slice(0, 16)}Z`;
}

export function createLines(): FieldLines {
  return {
    code: createPicker(),
    primaryId: createPicker(),
    secondaryId: createPicker(),
    occurred: createPicker(),
    reference: createPicker(),
    contacts: createPicker(),
    terminationDate: createPicker(),
    details: createPicker(),
    files: createPicker(),
  };
}

/** A field with typed text that would be lost, because it was not added to the ticket yet. */
export function pendingLine(lines: FieldLines): LineField | undefined {
  return (['contacts', 'details', 'files'] as const).find((field) => lines[field].text().trim() !== '');
}
