/** What the composer is called: a note, or where Equinix waits for one, an answer. */
export const COMPOSER = /(?:Note|Answer) to/;

/** The same for one ticket. */
export function composerOf(ticketId: string): RegExp {
  return new RegExp(`${COMPOSER.source} ${ticketId.replaceAll('-', '\\-')}`);
}
