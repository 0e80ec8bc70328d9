import {linksIn, type TextLink} from '../../domain/ticket/ticket-links.ts';
import {numbersOf, type Ticket} from '../../domain/ticket.ts';
import type {ReadableEmail} from '../../hooks/ticket/useEmail.ts';

/** What can be opened of these e-mails, addresses by their numbers there; `isWhole`: and of the ticket itself. */
export function linksOf(
  ticket: Ticket | undefined,
  emails: readonly ReadableEmail[],
  isWhole: boolean,
): readonly TextLink[] {
  if (ticket === undefined) return [];
  const texts = emails.flatMap(({text}) => text.blocks.map((block) => block.text));
  const own = isWhole ? [ticket.description ?? '', ...(ticket.notes ?? []).map(({text}) => text)] : [];
  return linksIn(own, {texts, links: emails.at(-1)?.text.links ?? []}, numbersOf(ticket));
}
