import {AppError} from '../../errors.ts';
import type {Change} from './changes.ts';
import {statusNamed} from '../read/query-options.ts';

/** When a watch has seen what it was started for. */
export type Until = {
  /** Whether this change is it. */
  readonly isMetBy: (change: Change) => boolean;
  /** Whether a ticket in this status needs no waiting at all. */
  readonly isMetIn: (status: string | undefined) => boolean;
};

const KINDS: readonly Change['kind'][] = ['note', 'email', 'file'];
const HELP = 'changed, note, email, file, status:STATUS or never';

/** Parses `--until`. Throws an AppError `usage`. */
export function parseUntil(text: string): Until {
  const never = () => false;
  if (text === 'never') return {isMetBy: never, isMetIn: never};
  if (text === 'changed') return {isMetBy: () => true, isMetIn: never};
  const kind = KINDS.find((item) => item === text);
  if (kind !== undefined) return {isMetBy: (change) => change.kind === kind, isMetIn: never};
  const statuses = /^status:(.+)$/i.exec(text)?.[1]?.split(',').flatMap(statusNamed);
  if (statuses === undefined)
    throw new AppError('usage', `--until "${text}" is not understood.`, {hint: `It is one of ${HELP}.`});
  const isOne = (status: string | undefined) => status !== undefined && statuses.includes(status);
  return {isMetBy: (change) => isOne(change.status), isMetIn: isOne};
}
