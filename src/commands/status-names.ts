import {KNOWN_STATUSES} from '../api/ticket.ts';

/**
 * The status that a word means: `closed`, `in-progress`, `progress`, `action`. A word that fits none is
 * taken as it is, in capitals: the service may have statuses that this version does not know.
 */
export function statusNamed(word: string): string {
  const name = word.trim().toUpperCase().replaceAll(/[- ]/g, '_');
  return KNOWN_STATUSES.find((status) => status === name || status.split('_').includes(name)) ?? name;
}
