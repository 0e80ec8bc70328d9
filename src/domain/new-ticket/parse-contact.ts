import type {NonRegisteredContact, RegisteredContact} from '../requests.ts';

type Reach = NonRegisteredContact['details'][number];

/** A contact as people type it, or what is wrong with it. */
export type ParsedContact<T> = {readonly contact: T} | {readonly problem: string};

const TYPES: readonly RegisteredContact['type'][] = ['NOTIFICATION', 'ORDERING', 'TECHNICAL'];

/** `NOTIFICATION:nadia.oyelaran,tom`: users of the portal, by the part they play. */
export function parseRegistered(text: string): ParsedContact<RegisteredContact> {
  const [word = '', users = ''] = text.split(/:(.*)/s);
  const type = TYPES.find((name) => name === word.trim().toUpperCase());
  if (type === undefined || !text.includes(':')) {
    return {
      problem: `must be a type and portal users, such as NOTIFICATION:nadia.oyelaran,tom; types are ${TYPES.join(', ')}`,
    };
  }
  const registeredUsers = users
    .split(',')
    .map((user) => user.trim())
    .filter((user) => user !== '');
  return {contact: {type, registeredUsers}};
}

/**
 * `Jane Doe; jane@x.example; +1-4601231122; mobile=+1-4601231123; availability=WORK_HOURS; timezone=UTC`:
 * somebody whom the portal does not know. The last word of the name is the last name.
 */
export function parsePerson(text: string): ParsedContact<NonRegisteredContact> {
  const [name = '', ...parts] = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const words = name.split(/\s+/);
  if (words.length < 2) {
    return {
      problem: 'must begin with a first and a last name, such as Jane Doe; jane@x.example; +1-4601231122',
    };
  }
  const read = parts.map(parsePart);
  const unknown = read.find((part) => 'problem' in part);
  if (unknown !== undefined) return unknown;
  const details = read.flatMap((part) => ('reach' in part ? [part.reach] : []));
  const rest = Object.fromEntries(
    read.flatMap((part) => ('rest' in part ? Object.entries(part.rest) : [])),
  ) as PersonRest;
  const names = {firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? ''};
  return {contact: {...names, type: 'TECHNICAL', details, ...rest}};
}

type PersonRest = Pick<NonRegisteredContact, 'availability' | 'timezone'>;
type Part = {readonly reach: Reach} | {readonly rest: PersonRest} | {readonly problem: string};

function parsePart(part: string): Part {
  const [, key, named] = /^([a-z]+)=(.*)$/is.exec(part) ?? [];
  const value = (named ?? part).trim();
  switch (key?.toLowerCase()) {
    case undefined:
      return {reach: {type: value.includes('@') ? 'EMAIL' : 'PHONE', value}};
    case 'email':
      return {reach: {type: 'EMAIL', value}};
    case 'phone':
      return {reach: {type: 'PHONE', value}};
    case 'mobile':
      return {reach: {type: 'MOBILE', value}};
    case 'timezone':
      return {rest: {timezone: value}};
    case 'availability':
      return {rest: {availability: value.toUpperCase()}};
    default:
      return {
        problem: `has an unknown part ${key}=; there are email=, phone=, mobile=, availability= and timezone=`,
      };
  }
}

/** A contact on one line: who, how to reach them, and the part they play. */
export function contactLine(contact: RegisteredContact | NonRegisteredContact): string {
  const {type, availability, timezone} = contact;
  if ('registeredUsers' in contact) {
    const users = contact.registeredUsers.length === 0 ? 'nobody' : contact.registeredUsers.join(', ');
    return [`${type}: ${users}`, availability, timezone].filter(Boolean).join(', ');
  }
  const {firstName, lastName, details} = contact;
  const reach = details.map(({type: how, value}) => `${how} ${value}`);
  return [`${type}: ${firstName} ${lastName}`, ...reach, availability, timezone].filter(Boolean).join(', ');
}
