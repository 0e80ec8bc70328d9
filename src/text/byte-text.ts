const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** A size for people, in steps of 1024 as the service counts: `512 B`, `3.4 kB`, `10.0 MB`. */
export function byteText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? String(value) : value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}

/** The bytes of a size as people write it: `300`, `500k`, `1.5 GB`, `2GiB`; undefined where it is none. */
export function parseBytes(text: string): number | undefined {
  const [, number, unit = ''] = /^\s*(\d+(?:[.,]\d+)?)\s*([kmgt]?)(?:i?b)?\s*$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  const bytes = Number(number.replace(',', '.')) * 1024 ** ' kmgt'.indexOf(unit.toLowerCase() || ' ');
  return bytes >= 1 ? Math.round(bytes) : undefined;
}
