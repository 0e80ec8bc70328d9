import {contactLine, parsePerson, parseRegistered} from '../../domain/new-ticket/parse-contact.ts';
import {span} from '../../components/lines.ts';
import type {Contact} from '../../state/create/create-form.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {matchingOptions, type Option} from './option.ts';

export type ContactOption = Option & {readonly contact: Contact};

export type ContactChoice = {
  readonly options: readonly ContactOption[];
  /** Why what is typed is no contact yet. */
  readonly problem: string | undefined;
};

const TYPES = ['NOTIFICATION', 'ORDERING', 'TECHNICAL'] as const;

/** What typing comes to: portal users in each part they can play, a person, and contacts of earlier tickets. */
export function contactChoice(typed: string, remembered: readonly Contact[]): ContactChoice {
  const text = typed.trim();
  const known = matchingOptions(
    text,
    remembered.map((contact) => toOption(contact, 'as before')),
  );
  const before = known as readonly ContactOption[];
  if (text === '') return {options: before, problem: undefined};
  if (text.includes(';') || text.includes('@')) {
    const parsed = parsePerson(text);
    if ('problem' in parsed) return {options: before, problem: parsed.problem};
    return {options: [toOption(parsed.contact, 'not known to the portal'), ...before], problem: undefined};
  }
  if (text.includes(':')) {
    const parsed = parseRegistered(text);
    if ('problem' in parsed) return {options: before, problem: parsed.problem};
    return {options: [toOption(parsed.contact, 'portal users'), ...before], problem: undefined};
  }
  const users = TYPES.map((type) => toOption(registered(type, text), 'portal users'));
  return {options: [...before, ...users], problem: undefined};
}

function registered(type: (typeof TYPES)[number], text: string): Contact {
  const names = text.split(',').map((user) => user.trim());
  return {type, registeredUsers: names.filter((user) => user !== '')};
}

function toOption(contact: Contact, what: string): ContactOption {
  const words = toSafeLine(contactLine(contact));
  return {value: words, spans: [{text: words}, span(`  ${what}`, 'dim')], search: words, contact};
}
