/** The long versions of tests: more rounds, more hours, every size. `npm run test:all` sets it. */
export const LONG = process.env['CASEDECK_LONG'] === '1';

/** How often something random is tried: few times beside a person's work, many where everything is tried. */
export function often(short: number, long: number): number {
  return LONG ? long : short;
}
