import {ticketIdsIn} from './ticket-ids.ts';

/** Something in a text that can be opened: an address, or the number of a ticket. */
export type TextLink = {readonly kind: 'url' | 'ticket'; readonly target: string};

const ADDRESS = /\bhttps?:\/\/[^\s<>"'\p{Cc}\p{Cf}\p{Co}]+/giu;
/** What ends a sentence, or closes what was opened before the address. */
const BEHIND = /[.,;:!?)\]}]+$/;

/** E-mails as text, and the addresses that were found in them already. */
type Mails = {readonly texts: readonly string[]; readonly links: readonly string[]};

/** The addresses and the numbers of tickets in e-mails and other texts, addresses first, each once; `own` are numbers of the ticket itself. */
export function linksIn(texts: readonly string[], mails: Mails, own: readonly string[]): readonly TextLink[] {
  const addresses = texts.flatMap((text) => text.match(ADDRESS) ?? []).map((url) => url.replace(BEHIND, ''));
  const numbers = [...texts, ...mails.texts].flatMap((text) => ticketIdsIn(text.replaceAll(ADDRESS, ' ')));
  return [
    ...[...new Set([...mails.links, ...addresses])].map((target): TextLink => ({kind: 'url', target})),
    ...[...new Set(numbers)]
      .filter((id) => !own.includes(id))
      .map((target): TextLink => ({kind: 'ticket', target})),
  ];
}
