import type {FieldProblem} from '../../errors.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {NonRegisteredContact, RegisteredContact} from '../requests.ts';
import {parsePerson, parseRegistered} from './contact-words.ts';
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
 * Reads a new ticket from fields that somebody wrote, and gathers what is wrong with their form; whether
 * the values will do is `fillIn`'s to say.
 */
export class FormReader {
  readonly problems: FieldProblem[] = [];

  /** `typed` is the same with the types that the values have; only `details` keeps them. */
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
    const details = this.#details(typed['details']);
    return {
      ...form,
      ...(contacts.length === 0 ? {} : {contacts}),
      ...(details === undefined ? {} : {details}),
    };
  }

  files(value: unknown): readonly WantedFile[] {
    return this.#list('attachments', value).flatMap((item, index) => {
      const field = `attachments.${index}`;
      if (typeof item === 'string') return [{path: item, name: undefined}];
      const path = isFields(item) ? item['file'] : undefined;
      const name = isFields(item) ? item['name'] : undefined;
      if (typeof path === 'string' && (name === undefined || typeof name === 'string')) return [{path, name}];
      this.#problem(field, 'must be a path, or "file" and "name"');
      return [];
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
    this.#known(field, value, ['type', 'registeredUsers']);
    const users = value['registeredUsers'];
    const list = typeof users === 'string' ? users.split(',') : this.#list(`${field}.registeredUsers`, users);
    const registeredUsers = list.map(
      (user, index) => this.#text(`${field}.registeredUsers.${index}`, user)?.trim() ?? '',
    );
    // Whether it is one of the types, and how many users it names, is checked with all the rest.
    return [{type: this.#text(`${field}.type`, value['type']) as RegisteredContact['type'], registeredUsers}];
  }

  #person(field: string, value: Fields): readonly Contact[] {
    this.#known(field, value, ['firstName', 'lastName', 'type', 'details', 'availability', 'timezone']);
    const text = (key: string) =>
      value[key] === undefined ? '' : (this.#text(`${field}.${key}`, value[key]) ?? '');
    const type = text('type');
    if (type !== '' && type !== 'TECHNICAL')
      this.#problem(`${field}.type`, 'must be TECHNICAL for somebody whom the portal does not know', type);
    const details = this.#list(`${field}.details`, value['details']).flatMap((item, index) =>
      this.#reach(`${field}.details.${index}`, item),
    );
    const [availability, timezone] = [text('availability'), text('timezone')];
    if (!['', 'WORK_HOURS', 'ANYTIME'].includes(availability))
      this.#problem(`${field}.availability`, 'must be WORK_HOURS or ANYTIME', availability);
    return [
      {
        firstName: text('firstName'),
        lastName: text('lastName'),
        type: 'TECHNICAL',
        details,
        ...(availability === '' ? {} : {availability: availability as 'WORK_HOURS' | 'ANYTIME'}),
        ...(timezone === '' ? {} : {timezone}),
      },
    ];
  }

  #reach(field: string, item: unknown): NonRegisteredContact['details'] {
    const [type, value] = isFields(item) ? [item['type'], item['value']] : [];
    if ((type === 'PHONE' || type === 'MOBILE' || type === 'EMAIL') && typeof value === 'string')
      return [{type, value}];
    this.#problem(field, 'must have a "type" of PHONE, MOBILE or EMAIL, and a "value"');
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

/** True for a mapping of names to values. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
