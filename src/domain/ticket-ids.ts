/**
 * An 8-digit case number or an order number (`1-` and digits; ids have at least 8 characters) that stands
 * for itself: not within a longer number, a word, a decimal, a phone number (`+1-…`), another kind of
 * number (`5-…`) or a UUID.
 */
const ID =
  /(?<![\p{L}\p{N}+]|\d[-.])(?:1-\d{6,98}|\d{8})(?![\p{L}\p{N}]|[-.]\d|-[0-9a-f]{4}-[0-9a-f]{4}-)/giu;

/** The ticket ids in any text, each once, in the order of their first appearance. Linear time. */
export function ticketIdsIn(text: string): readonly string[] {
  return [...new Set(text.match(ID) ?? [])];
}
