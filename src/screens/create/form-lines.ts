import {line, span, type Line} from '../../components/lines.ts';
import type {FieldProblem} from '../../errors.ts';
import {fieldsOf, missingFields, type CreateForm} from '../../state/create/create-form.ts';
import type {CreateStatus} from '../../state/create/create-parts.ts';
import type {CreateField} from '../../state/navigation.ts';
import {padEnd, truncate, wrap} from '../../text/width.ts';
import {secretRows} from '../files/file-text.ts';
import type {CodeNames} from './code-options.ts';
import {labelOf, problemRows, valueRows} from './field-text.ts';

export const LABEL_WIDTH = 17;
/** Rows of a field that does not hear the keys. */
const MOST_ROWS = 3;

export type FormView = {
  readonly form: CreateForm;
  readonly status: CreateStatus;
  readonly problems: readonly FieldProblem[];
  readonly names: CodeNames;
  /** Cells of a line. */
  readonly width: number;
};

/** The name of a field; one that the code is known to need and that is empty has a mark. */
export function labelSpan(field: CreateField, form: CreateForm, isActive: boolean) {
  const isMissing = missingFields(form).includes(field);
  const words =
    truncate(labelOf(field, form.code), LABEL_WIDTH - (isMissing ? 3 : 2)) + (isMissing ? '*' : '');
  return span(` ${padEnd(words, LABEL_WIDTH - 1)}`, isActive ? 'strong' : 'dim');
}

/** A field that does not hear the keys: its name and the beginning of what it holds, and what is wrong there. */
export function restingLines(field: CreateField, view: FormView): readonly Line[] {
  const {form, names, width} = view;
  const rows = valueRows(field, form, names);
  const shown = rows.slice(0, MOST_ROWS);
  const left = rows.length - shown.length;
  const label = labelSpan(field, form, false);
  return [
    line(label, shown[0] ?? '', span(isFromAssets(field, view) ? '  from Assets' : '', 'dim')),
    ...shown.slice(1).map((row, index) => {
      const isLast = index === shown.length - 2 && left > 0;
      return line(' '.repeat(LABEL_WIDTH), row, span(isLast ? `  (${left} more)` : '', 'dim'));
    }),
    ...secretLines(field, form, width),
    ...problemLines(field, view),
  ];
}

/** Whether the field holds what was looked up by a number. */
export function isFromAssets(field: CreateField, {form, status}: FormView): boolean {
  if (field !== 'primaryId' && field !== 'secondaryId') return false;
  const value = status.filled?.fields[field];
  return value !== undefined && value === form[field];
}

export function secretLines(field: CreateField, form: CreateForm, width: number): readonly Line[] {
  if (field !== 'files') return [];
  return indented(form.files.flatMap(secretRows), width).map((row) => line(span(row, 'warning')));
}

/** What is wrong with a field, once the user left it, or if the typed text can never be right. */
export function problemLines(field: CreateField, view: FormView): readonly Line[] {
  const {form, status, problems, width} = view;
  const own = status.problem?.field === field ? status.problem.words : [];
  const found = status.visited.has(field) ? problemRows(field, problems, form) : tooLong(field, view);
  return indented([...own, ...found], width).map((row) => line(span(row, 'danger')));
}

/** What is too long is said at once; what is missing only when the field was left. */
function tooLong(field: CreateField, {problems, form}: FormView): readonly string[] {
  const long = problems.filter(({problem}) => /^(?:has|are|is) \d|^holds|^must be a date/.test(problem));
  const isEmpty = field === 'code' || (field === 'terminationDate' && form.terminationDate.length < 10);
  return isEmpty ? [] : problemRows(field, long, form);
}

function indented(rows: readonly string[], width: number): readonly string[] {
  const room = Math.max(8, width - LABEL_WIDTH - 1);
  return rows.flatMap((row) => wrap(row, room)).map((row) => ' '.repeat(LABEL_WIDTH) + row);
}

export type Block = {readonly field: CreateField; readonly lines: readonly Line[]};

/** The part of the form that fits, with the field that hears the keys in it. */
export function windowOf(blocks: readonly Block[], active: CreateField, height: number): readonly Line[] {
  const lines = blocks.flatMap((block) => block.lines);
  if (lines.length <= height) return lines;
  const at = blocks.findIndex(({field}) => field === active);
  const start = blocks.slice(0, at).reduce((sum, block) => sum + block.lines.length, 0);
  const end = start + (blocks[at]?.lines.length ?? 1);
  // One row before it if there is room, so that the user sees the previous field.
  const top = Math.min(Math.max(0, end - height), start);
  return lines.slice(top === start ? top : Math.min(top, start), top + height);
}

/** How many of the fields are filled in, for small screens that show only one of them. */
export function placeLabel(active: CreateField, form: CreateForm): string {
  const fields = fieldsOf(form);
  return `${fields.indexOf(active) + 1} of ${fields.length}`;
}
