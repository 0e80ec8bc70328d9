import {formatTime} from '../../text/dates.ts';

/** `123 of 4000`, or how many too many. */
export function countWords(length: number, limit: number): string {
  return length <= limit ? `${length} of ${limit}` : `${length} of ${limit}: ${length - limit} too many`;
}

/** When the draft was saved last, to go behind the count. */
export function savedWords(savedAt: number | undefined): string {
  return savedAt === undefined ? '' : ` · draft saved ${formatTime(savedAt, 'local', savedAt)}`;
}
