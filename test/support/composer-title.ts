import {keyOf} from '../../src/keys/keymap.ts';
import type {TerminalDriver} from './terminal/terminal.ts';

/** What the composer is called: a note, or where Equinix waits for one, an answer. */
export const COMPOSER = /(?:Note|Answer) to/;

/** The same for one ticket. */
export function composerOf(ticketId: string): RegExp {
  return new RegExp(`${COMPOSER.source} ${ticketId.replaceAll('-', '\\-')}`);
}

/** Begins a note to the ticket under the cursor, and gives its number. */
export async function beginNote(terminal: TerminalDriver): Promise<string> {
  terminal.press(keyOf('ticket.note'));
  const title = new RegExp(`${COMPOSER.source} (\\S+)`);
  await terminal.waitForText(title);
  return title.exec(terminal.screen())?.[1] ?? '';
}
