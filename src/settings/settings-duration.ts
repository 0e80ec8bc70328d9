/** A time as written in config.toml, e.g. `30s`, `500ms`, `1.5m`, `2h`, `1d`. */
export const DURATION = /^(\d+(?:\.\d+)?)\s?(ms|s|m|h|d)$/;

const UNITS: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** Milliseconds of a time that has passed the schema; a bare number counts seconds. */
export function durationMs(value: number | string): number {
  if (typeof value === 'number') return Math.round(value * 1000);
  const [, number = '0', unit = 's'] = DURATION.exec(value) ?? [];
  return Math.round(Number(number) * (UNITS[unit] ?? 1000));
}
