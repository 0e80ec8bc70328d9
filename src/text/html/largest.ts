/** The largest of any number of numbers, or 0: `Math.max(...numbers)` fails with very many. */
export function largest(numbers: readonly number[]): number {
  let most = 0;
  for (const number of numbers) if (number > most) most = number;
  return most;
}
