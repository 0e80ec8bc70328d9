import {test} from 'vitest';

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

let isLong = false;

/** Whether the running test is one of the long versions alone. */
export function isLongTest(): boolean {
  return isLong;
}

/** A test of the long versions alone. The comment above it says where `npm test` proves the same. */
export const longTest = test
  .extend<{long: boolean}>({
    long: [
      // oxlint-disable-next-line no-empty-pattern -- vitest wants a pattern of what it needs
      async ({}, use) => {
        isLong = true;
        await use(true);
        isLong = false;
      },
      {auto: true},
    ],
  })
  .runIf(LONG);

/** The rows of a table: the first of them in `npm test`, where the others go the same way, and all in the long versions. */
export function firstRows<const T>(rows: readonly T[], count = 1): readonly T[] {
  return LONG ? rows : rows.slice(0, count);
}
