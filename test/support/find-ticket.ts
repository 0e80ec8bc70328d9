import {keyOf} from '../../src/keys/keymap.ts';
import type {TerminalDriver} from './terminal/terminal.ts';

/** The list's foot where one ticket is left. */
export const ONLY_ONE = /\b1 of (?:1(?!\d)|\d+, filtered)/;

const FILTER_LINE = /^ \/ /m;

/** Types words that only one ticket of the view has into the filter line, and stays there. */
export async function filterToOne(terminal: TerminalDriver, words: string): Promise<void> {
  await terminal.waitForText(/\d+ of \d+/);
  // A filter is kept from start to start.
  terminal.press(keyOf('filter.clear'));
  terminal.press(keyOf('filter.open'));
  terminal.write(words);
  // With half of the words another ticket may be the only one.
  const isFiltered = () => terminal.find(` / ${words}`) !== undefined && ONLY_ONE.test(terminal.screen());
  await terminal.waitFor(`the only ticket with "${words}"`, isFiltered);
}

/** As a person does it: filters the list by words that only one ticket of the view has. */
export async function selectTicket(terminal: TerminalDriver, words: string): Promise<void> {
  await filterToOne(terminal, words);
  terminal.press(keyOf('filter.leave'));
  await terminal.waitForNoText(FILTER_LINE);
}

/** The same, and opens it. */
export async function openTicket(terminal: TerminalDriver, words: string): Promise<void> {
  await selectTicket(terminal, words);
  terminal.press(keyOf('open'));
  // On a narrow screen the word is cut.
  await terminal.waitForText('[Time');
}
