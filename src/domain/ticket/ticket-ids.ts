/**
 * Invisible characters that documents and chats put into numbers: soft hyphens, zero-width characters, direction marks.
 */
const UNSEEN = String.raw`[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]*`;
/** The hyphen, and what documents make of it. */
const HYPHEN = String.raw`[-\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]`;
const EACH_UNSEEN = new RegExp(UNSEEN.replace('*', '+'), 'gu');
const EACH_HYPHEN = new RegExp(HYPHEN, 'gu');

/**
 * An 8-digit case number or an order number (`1-` and digits; ids have at least 8 characters) on its own: not inside a
 * longer number, a word, a decimal, a phone number (`+1-…`), another kind of number (`5-…`) or a UUID. A dash between
 * two case numbers separates them.
 */
const ID = new RegExp(
  String.raw`(?<![\p{L}\p{N}+]|\d[-.\u2010\u2011]|(?<!\d)\d${HYPHEN})` +
    `(?:1${UNSEEN}${HYPHEN}(?:${UNSEEN}\\d){6,98}|\\d(?:${UNSEEN}\\d){7})` +
    String.raw`(?![\p{L}\p{N}]|${UNSEEN}(?:[-.\u2010\u2011]\d|-[0-9a-f]{4}-[0-9a-f]{4}-))`,
  'giu',
);

/** The ticket ids in any text, each once, in the order of their first appearance, as the service writes them. Linear time. */
export function ticketIdsIn(text: string): readonly string[] {
  return [...new Set((text.match(ID) ?? []).map(plainId))];
}

/** A number of another kind, such as `5-987654321`: in a text it may be anything, alone it is a ticket's. */
const OTHER_KIND = /^\d-\d{6,98}$/;

/** The numbers of tickets in what a person typed or pasted, as {@link ticketIdsIn}; a text that is one number may be of any kind. */
export function typedIds(text: string): readonly string[] {
  const ids = ticketIdsIn(text);
  const plain = plainId(text);
  return ids.length === 0 && OTHER_KIND.test(plain) ? [plain] : ids;
}

/** An id as the service writes it: without blanks around it and invisible characters, with plain hyphens. */
export function plainId(text: string): string {
  return text.replaceAll(EACH_UNSEEN, '').replaceAll(EACH_HYPHEN, '-').trim();
}

/** Whether a text says nothing but numbers: of a ticket, or how many. */
export function isOnlyNumbers(text: string): boolean {
  return /^[\d\s#.,;-]+$/.test(plainId(text)) && /\d/.test(text);
}

/** A search word: a number, or a part of one, as the service writes it; other words unchanged. */
export function plainNumber(word: string): string {
  const plain = plainId(word);
  return /^(?=.*\d)[\d-]+$/.test(plain) ? plain : word;
}
