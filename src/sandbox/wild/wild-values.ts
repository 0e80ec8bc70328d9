import type {Random} from '../random.ts';

export type Json = Readonly<Record<string, unknown>>;

const STRANGE: readonly unknown[] = [
  'perhaps',
  17,
  true,
  null,
  '',
  ['a', 'b'],
  {level: 'high', parts: [{unit: 'A'}]},
  'zwei\nZeilen',
];

/**
 * The same object with fields left out, flags as words and fields that nobody knows. Those in `kept` stay as they are;
 * so do ids, without which nothing could be asked for.
 */
export function odd(json: Json, random: Random, kept: readonly string[] = []): Json {
  const fields = Object.entries(json).flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
    if (kept.includes(key)) return [[key, value]];
    if (key !== 'id' && random.chance(0.15)) return [];
    return [[key, oddValue(value, random)]];
  });
  const extra = random.chance(0.3) ? [[`wild${random.below(90) + 10}`, oneOf(STRANGE, random)] as const] : [];
  return Object.fromEntries([...fields, ...extra]);
}

function oddValue(value: unknown, random: Random): unknown {
  if (typeof value === 'boolean' && random.chance(0.4)) {
    return random.pick(value ? ['true', 'TRUE', 'yes', 'Y', 1] : ['false', 'False', 'no', 'N', 0]);
  }
  if (Array.isArray(value)) return value.map((item: unknown) => (isJson(item) ? odd(item, random) : item));
  return isJson(value) ? odd(value, random) : value;
}

/** One of the values; one of them may be `undefined`. */
export function oneOf<T>(values: readonly T[], random: Random): T | undefined {
  return values[random.below(values.length)];
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
