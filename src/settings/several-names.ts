import {AppError} from '../errors.ts';
import {checkProfileName} from './paths.ts';

/** Every profile that is known here. */
export const ALL = 'all';

/** Several profiles were named (`prod,lab`, `all`) where one is wanted. Whoever can read several as one catches it. */
export class SeveralProfilesError extends AppError {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    super('usage', 'This command works in one account.', {
      hint: `Name one: ${names.map((name) => `--profile ${name}`).join(' or ')}.`,
    });
    this.names = names;
  }
}

/**
 * The profiles that `prod,lab` or `all` names; undefined where it names one. Throws an AppError `config` for a name that nobody knows: a
 * slip must not open an empty account among the others.
 */
export function severalNames(wanted: string, known: readonly string[]): readonly string[] | undefined {
  // A profile may have had this name before it meant all of them.
  if (!(wanted === ALL || wanted.includes(',')) || known.includes(wanted)) return undefined;
  const parts = wanted.split(',').map((name) => name.trim());
  const names =
    wanted === ALL ? known : [...new Set(parts.filter((name) => name !== ''))].map(checkProfileName);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0 || names.length === 0)
    throw new AppError('config', `There is no profile ${unknown.join(' or ') || 'at all'}.`, {
      hint: `Known here: ${known.join(', ') || 'none'}. "casedeck --profile NAME login" makes one.`,
    });
  return names;
}
