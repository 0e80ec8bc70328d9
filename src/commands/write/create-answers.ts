import {dirname, resolve} from 'node:path';
import {createReadStream} from 'node:fs';
import {parsePerson, parseRegistered} from '../../domain/new-ticket/parse-contact.ts';
import {parseDetail} from '../../domain/new-ticket/parse-detail.ts';
import {FormReader, isFields, type WantedFile} from '../../domain/new-ticket/form-reader.ts';
import type {NewTicketForm} from '../../domain/new-ticket/new-ticket-form.ts';
import {AppError, type FieldProblem} from '../../errors.ts';
import {isStillGood} from '../../files/kept-uploads.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {cleanText, readAll, readText, textSource, type TextOptions} from './text-input.ts';
import {parseTicketFile, parseYaml} from '../../settings/ticket-file.ts';
import type {WriteContext} from './write-context.ts';
import type {AttachOptions} from './write-files.ts';

/** The fields of a new ticket as options. */
export type CreateFieldOptions = AttachOptions & {
  readonly code?: string;
  readonly message?: readonly string[];
  /** The ticket as YAML or JSON; `-` is standard input. */
  readonly file?: string;
  readonly primaryId?: string;
  readonly secondaryId?: string;
  /** A serial or asset number: its place is looked up. */
  readonly asset?: string;
  readonly occurred?: string;
  readonly reference?: string;
  readonly contact?: readonly string[];
  readonly person?: readonly string[];
  readonly terminationDate?: string;
  /** A JSON or YAML file. */
  readonly details?: string;
  readonly detail?: readonly string[];
  readonly draft?: boolean;
};

export type GatheredForm = {
  readonly form: NewTicketForm;
  readonly files: readonly WantedFile[];
};

/**
 * The new ticket from a file or the kept draft, with the options over it, and the description from
 * wherever texts come from. Throws an AppError that names each field that cannot be used.
 */
export async function gatherForm(
  context: WriteContext,
  dash: string | undefined,
  options: CreateFieldOptions,
): Promise<GatheredForm> {
  const base = await baseForm(context, options);
  const fromOptions = await optionForm(options);
  const files = [
    ...base.files,
    ...(options.attach ?? []).map((path, index) => ({path, name: options.name?.[index]})),
  ];
  const form = {...base.form, ...fromOptions, ...joined(base.form, fromOptions)};
  const description = await descriptionOf(context, dash, options, form.description);
  return {form: {...form, description: cleanText(description)}, files};
}

/** What several of them add up to instead of replacing each other. */
function joined(base: NewTicketForm, given: NewTicketForm): Partial<NewTicketForm> {
  const contacts = [...(base.contacts ?? []), ...(given.contacts ?? [])];
  const details = {...base.details, ...given.details};
  return {contacts, ...(Object.keys(details).length === 0 ? {} : {details})};
}

async function descriptionOf(
  context: WriteContext,
  word: string | undefined,
  options: CreateFieldOptions,
  known: string | undefined,
): Promise<string> {
  const isGiven = options.message !== undefined || word !== undefined;
  if (!isGiven && (options.draft === true || known?.trim())) return known ?? '';
  if (options.file === '-' && word === '-') {
    throw new AppError('usage', 'Standard input is wanted twice.', {
      hint: 'The ticket file or the description can come from -, not both.',
    });
  }
  const source = textSource(messageOf(word, options), word === '-' ? word : undefined, context.io);
  const {io, services} = context;
  return await readText(source, {
    io,
    platform: services.platform,
    initial: '',
    name: 'new-ticket',
  });
}

/** A word other than the dash is the description itself, and comes before what -m gives. */
function messageOf(word: string | undefined, {message = []}: CreateFieldOptions): TextOptions {
  const all = [...(word === undefined || word === '-' ? [] : [word]), ...message];
  return all.length === 0 ? {} : {message: all};
}

async function baseForm(
  {services, io}: WriteContext,
  {file, draft}: CreateFieldOptions,
): Promise<GatheredForm> {
  if (draft === true) {
    const kept = services.store.draft('', 'create');
    if (kept === undefined)
      throw new AppError('input', 'There is no draft of a new ticket.', {
        hint: 'Give its fields, or --file FILE.',
      });
    const good = kept.attachments.filter((ref) => isStillGood(ref, services.clock.now()));
    const fields = {...kept.fields, description: kept.text};
    return {form: {...new FormReader().form(fields, fields), attachments: good}, files: []};
  }
  if (file === undefined) return {form: {}, files: []};
  const isPiped = file === '-';
  const what = isPiped ? 'The ticket on standard input' : `The file ${toSafeLine(file)}`;
  const read = await parseTicketFile(await readAll(isPiped ? io.stdin : createReadStream(file), what), what);
  // A path in a file is meant from where the file is.
  const folder = isPiped ? '.' : dirname(file);
  return {form: read.form, files: read.files.map(({path, name}) => ({path: resolve(folder, path), name}))};
}

async function optionForm(options: CreateFieldOptions): Promise<NewTicketForm> {
  const {code, primaryId, secondaryId, occurred, reference, terminationDate} = options;
  const problems: FieldProblem[] = [];
  const contacts = [
    ...(options.contact ?? []).map((text) => ['--contact', parseRegistered(text), text] as const),
    ...(options.person ?? []).map((text) => ['--person', parsePerson(text), text] as const),
  ].flatMap(([field, parsed, text]) => {
    if ('contact' in parsed) return [parsed.contact];
    problems.push({field, problem: parsed.problem, value: toSafeLine(text)});
    return [];
  });
  const details = {...(await detailsFile(options.details)), ...detailOptions(options.detail ?? [], problems)};
  if (problems.length > 0)
    throw new AppError('input', 'The new ticket cannot be sent.', {
      fields: problems,
      hint: 'Nothing was sent.',
    });
  const texts = Object.entries({
    code,
    primaryId,
    secondaryId,
    occurred,
    customerReferenceId: reference,
    terminationDate,
  });
  return {
    ...Object.fromEntries(texts.filter(([, value]) => value !== undefined)),
    ...(contacts.length === 0 ? {} : {contacts}),
    ...(Object.keys(details).length === 0 ? {} : {details}),
  };
}

async function detailsFile(file: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (file === undefined) return {};
  const what = `The file ${toSafeLine(file)}`;
  const details = await parseYaml(await readAll(createReadStream(file), what), what);
  if (isFields(details)) return details;
  throw new AppError('input', `${what} holds no fields with values.`, {
    hint: 'It must be a JSON object, such as {"callFromCage": true}.',
  });
}

function detailOptions(
  given: readonly string[],
  problems: FieldProblem[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    given.flatMap((text) => {
      const parsed = parseDetail(text);
      if ('key' in parsed) return [[parsed.key, parsed.value]];
      problems.push({field: '--detail', problem: parsed.problem, value: toSafeLine(text)});
      return [];
    }),
  );
}
