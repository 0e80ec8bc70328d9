const WANTED = process.env['CASEDECK_LONG'] ?? '';

/** The full counts take hours: `npm run test:full`. */
const FULL = WANTED === 'full';

/** The long versions of tests: more rounds, more hours, every size. `npm run test:all` sets it. */
export const LONG = WANTED === '1' || FULL;

/**
 * How often something random is tried: few times beside a person's work, many where everything is tried, and where that
 * would still take hours, so often only where somebody wants the full count.
 */
export function often(short: number, long: number, full: number = long): number {
  if (FULL) return full;
  return LONG ? long : short;
}
