/** A bar of at most `width` cells for a share from 0 to 1; what is there at all gets the smallest part. `parts` grow to a whole cell. */
export function bar(share: number, width: number, parts: readonly string[]): string {
  const whole = parts.at(-1) ?? '';
  if (!(share > 0) || width <= 0) return '';
  const steps = Math.min(width * parts.length, Math.max(1, Math.round(share * width * parts.length)));
  const rest = steps % parts.length;
  return whole.repeat(Math.floor(steps / parts.length)) + (rest === 0 ? '' : (parts[rest - 1] ?? ''));
}

/** One cell for each number, as high as its share of the highest; `heights` begin with nothing at all. */
export function sparkline(numbers: readonly number[], heights: readonly string[]): string {
  const most = Math.max(1, ...numbers);
  const steps = heights.length - 1;
  return numbers
    .map((number) => heights[number === 0 ? 0 : Math.max(1, Math.round((number / most) * steps))] ?? '')
    .join('');
}
