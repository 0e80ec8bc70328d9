import type {FieldProblem} from '../../errors.ts';
import {present} from '../present.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {AttachmentRef, NonRegisteredContact, RegisteredContact} from '../requests.ts';
import {parsePerson, parseRegistered} from './parse-contact.ts';
import type {NewTicketForm} from './new-ticket-form.ts';

/** A file to go with a new ticket, as a ticket file names it. */
export type WantedFile = {readonly path: string; readonly name: string | undefined};

/** A parsed JSON or YAML mapping. */
export type Fields = Readonly<Record<string, unknown>>;
type Contact = RegisteredContact | NonRegisteredContact;

/** Names of texts, the service's own names among them, and what they are in the form. */
const TEXTS: Readonly<Record<string, Exclude<keyof NewTicketForm, 'contacts' | 'details' | 'attachments'>>> =
  {
    code: 'code',
    description: 'description',
    primaryId: 'primaryId',
    secondaryId: 'secondaryId',
    occurred: 'occurred',
    occurredDateTime: 'occurred',
    customerReferenceId: 'customerReferenceId',
    reference: 'customerReferenceId',
    terminationDate: 'terminationDate',
  };

/**
 * Reads a new ticket from fields that somebody wrote, and collects errors in their form. `fillIn` checks the values.
 */
export class FormReader {
  readonly problems: FieldProblem[] = [];

  /** `typed` is the same with the values' own types; only `details` keeps them. */
  form(texts: Fields, typed: Fields): NewTicketForm {
    const form: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(texts)) {
      const name = TEXTS[key];
      if (name !== undefined) {
        const text = typed[key] === null ? undefined : this.#text(key, value);
        if (text !== undefined) form[name] = text;
      } else if (!['contacts', 'details', 'attachments'].includes(key)) {
        this.#problem(
          key,
          `is no field of a ticket; there are ${[...Object.keys(TEXTS), 'contacts', 'details', 'attachments'].join(', ')}`,
        );
      }
    }
    const contacts = this.#list('contacts', texts['contacts']).flatMap((item, index) =>
      this.#contact(`contacts.${index}`, item),
    );
    const references = this.references(texts['attachments']);
    const details = this.#details(typed['details']);
    return {
      ...form,
      ...(contacts.length === 0 ? {} : {contacts}),
      ...(details === undefined ? {} : {details}),
      ...(references.length === 0 ? {} : {attachments: references}),
    };
  }

  files(value: unknown): readonly WantedFile[] {
    return this.#list('attachments', value).flatMap((item, index) => {
      const field = `attachments.${index}`;
      if (typeof item === 'string') return [{path: item, name: undefined}];
      if (isReference(item)) return [];
      const path = isFields(item) ? item['file'] : undefined;
      const name = isFields(item) ? item['name'] : undefined;
      if (typeof path === 'string' && (name === undefined || typeof name === 'string')) return [{path, name}];
      this.#problem(field, 'must be a path, or "file" and "name", or the "id" of an upload');
      return [];
    });
  }

  /** Files that were uploaded before, by id and name. */
  references(value: unknown): readonly AttachmentRef[] {
    return this.#list('attachments', value).flatMap((item, index) => {
      if (!isReference(item)) return [];
      const text = (key: string) =>
        item[key] === undefined ? '' : (this.#text(`attachments.${index}.${key}`, item[key]) ?? '');
      return [{id: text('id'), name: text('name')}];
    });
  }

  #contact(field: string, value: unknown): readonly Contact[] {
    if (typeof value === 'string') {
      const parsed = value.includes(';') || value.includes('@') ? parsePerson(value) : parseRegistered(value);
      if ('contact' in parsed) return [parsed.contact];
      this.#problem(field, parsed.problem);
      return [];
    }
    if (!isFields(value)) {
      this.#problem(field, 'must be a contact');
      return [];
    }
    return 'registeredUsers' in value ? this.#registered(field, value) : this.#person(field, value);
  }

  #registered(field: string, value: Fields): readonly Contact[] {
    this.#known(field, value, ['type', 'registeredUsers', 'availability', 'timezone']);
    const users = value['registeredUsers'];
    const list = typeof users === 'string' ? users.split(',') : this.#list(`${field}.registeredUsers`, users);
    const registeredUsers = list.map(
      (user, index) => this.#text(`${field}.registeredUsers.${index}`, user)?.trim() ?? '',
    );
    // Whether it is one of the types, and how many users it names, is checked with all the rest.
    const type = this.#text(`${field}.type`, value['type']) as RegisteredContact['type'];
    return [{type, registeredUsers, ...this.#hours(field, value)}];
  }

  #person(field: string, value: Fields): readonly Contact[] {
    this.#known(field, value, ['firstName', 'lastName', 'type', 'details', 'availability', 'timezone']);
    const text = (key: string) =>
      value[key] === undefined ? '' : (this.#text(`${field}.${key}`, value[key]) ?? '');
    const details = this.#list(`${field}.details`, value['details']).flatMap((item, index) =>
      this.#reach(`${field}.details.${index}`, item),
    );
    return [
      {
        firstName: text('firstName'),
        lastName: text('lastName'),
        type: (text('type') || 'TECHNICAL') as NonRegisteredContact['type'],
        details,
        ...this.#hours(field, value),
      },
    ];
  }

  /** When somebody can be called. */
  #hours(field: string, value: Fields): {readonly availability?: string; readonly timezone?: string} {
    const text = (key: string) =>
      value[key] === undefined ? undefined : this.#text(`${field}.${key}`, value[key]);
    return present({availability: text('availability'), timezone: text('timezone')});
  }

  #reach(field: string, item: unknown): NonRegisteredContact['details'] {
    const [type, value] = isFields(item) ? [item['type'], item['value']] : [];
    if (typeof type === 'string' && typeof value === 'string') return [{type, value}];
    this.#problem(field, 'must have a "type", such as EMAIL, and a "value"');
    return [];
  }

  #details(value: unknown): Fields | undefined {
    if (value === undefined || value === null) return undefined;
    if (isFields(value)) return value;
    this.#problem('details', 'must be fields with values');
    return undefined;
  }

  #text(field: string, value: unknown): string | undefined {
    if (typeof value === 'string') return value;
    this.#problem(field, value === undefined ? 'is missing' : 'must be a text');
    return undefined;
  }

  #list(field: string, value: unknown): readonly unknown[] {
    if (value === undefined || value === null || value === '') return [];
    if (Array.isArray(value)) return value as unknown[];
    this.#problem(field, 'must be a list');
    return [];
  }

  #known(field: string, value: Fields, names: readonly string[]): void {
    for (const key of Object.keys(value))
      if (!names.includes(key))
        this.#problem(`${field}.${key}`, `is not known; there are ${names.join(', ')}`);
  }

  #problem(field: string, problem: string, value?: string): void {
    this.problems.push({
      field: toSafeLine(field),
      problem,
      ...(value === undefined ? {} : {value: toSafeLine(value)}),
    });
  }
}

function isReference(item: unknown): item is Fields {
  return (
    isFields(item) && item['file'] === undefined && (item['id'] !== undefined || item['name'] !== undefined)
  );
}

/** True for a mapping of names to values. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
