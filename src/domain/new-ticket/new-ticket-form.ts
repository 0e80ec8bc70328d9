import type {FieldProblem} from '../../errors.ts';
import {parseOccurred} from './occurred.ts';
import type {Zone} from '../../text/time/zones.ts';
import type {CreateRequest} from '../requests.ts';
import {createProblems} from './check-request.ts';
import {createWarnings} from './known-better.ts';
import {present} from '../present.ts';

/** A new ticket as filled in: texts as typed, empty if nothing was typed. */
export type NewTicketForm = Partial<Omit<CreateRequest, 'occurredDateTime'>> & {
  /** The site, if the ids do not name it: the meaning of "site" in a time. Not sent. */
  readonly place?: string | undefined;
  /** As `parseWhen` understands it: `14:05`, `2h ago`, ISO with a zone. */
  readonly occurred?: string;
  /** yyyy-mm-dd; goes into the details. */
  readonly terminationDate?: string;
};

export type FilledForm = {
  readonly request: CreateRequest;
  /** By the names of the form's fields; empty where it can be sent. */
  readonly problems: readonly FieldProblem[];
  /** What the service may still refuse, as far as we know; the person decides. */
  readonly warnings: readonly FieldProblem[];
};

/**
 * The request made from a form, with everything in it that the service would refuse. `now` in milliseconds since 1970;
 * a time without a zone is in `zone`. Never throws.
 */
export function fillIn(form: NewTicketForm, now: number, zone: Zone = 'local'): FilledForm {
  const occurred = filled(form.occurred);
  const when =
    occurred === undefined
      ? {ms: undefined}
      : parseOccurred(occurred, {place: form.place ?? form.primaryId, now, zone});
  const at = 'ms' in when ? when.ms : undefined;
  const request: CreateRequest = {
    code: filled(form.code) ?? '',
    description: filled(form.description) === undefined ? '' : (form.description ?? '').trimEnd(),
    ...present({
      primaryId: filled(form.primaryId),
      secondaryId: filled(form.secondaryId),
      occurredDateTime: at === undefined ? undefined : new Date(at).toISOString(),
      customerReferenceId: filled(form.customerReferenceId),
      details: detailsOf(form),
      contacts: unlessEmpty(form.contacts),
      attachments: unlessEmpty(form.attachments),
    }),
  };
  const named = (problem: FieldProblem) => ({...problem, field: FORM_FIELDS[problem.field] ?? problem.field});
  const problems = createProblems(request).map(named);
  const warnings = createWarnings(request).map(named);
  const misunderstood = 'problem' in when ? [{field: 'occurred', problem: when.problem}] : [];
  return {request, problems: [...problems, ...misunderstood], warnings};
}

/** What the form calls differently from the service. */
const FORM_FIELDS: Readonly<Record<string, string>> = {
  occurredDateTime: 'occurred',
  'details.requestedTerminationDate': 'terminationDate',
};

function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}

function detailsOf({details, terminationDate}: NewTicketForm): Readonly<Record<string, unknown>> | undefined {
  const date = filled(terminationDate);
  const all = {...details, ...(date === undefined ? {} : {requestedTerminationDate: date})};
  return Object.keys(all).length === 0 ? undefined : all;
}

function unlessEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}
