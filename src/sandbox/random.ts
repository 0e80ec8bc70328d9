export type Random = {
  /** From 0 up to, not including, 1. */
  next: () => number;
  /** A whole number from 0 up to, not including, `limit`. */
  below: (limit: number) => number;
  pick: <T>(items: readonly T[]) => T;
  chance: (probability: number) => boolean;
};

/** Mixes numbers into one 32-bit hash: the same numbers give the same hash on every machine. */
export function hash(...numbers: readonly number[]): number {
  let mixed = 0x811c9dc5;
  for (const number of numbers) {
    mixed = Math.imul(mixed ^ (number | 0), 0x01000193);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    mixed ^= mixed >>> 13;
  }
  return mixed >>> 0;
}

/** A small repeatable generator (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick<T>(items: readonly T[]): T {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('Nothing to pick from.');
      return item;
    },
  };
}

/** A version 4 UUID drawn from the generator. */
export function randomUuid(random: Random): string {
  const hex = randomText(random, 32, '0123456789abcdef');
  const variant = '89ab'[random.below(4)] ?? '8';
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

export function randomText(random: Random, length: number, alphabet: string): string {
  let text = '';
  while (text.length < length) text += alphabet[random.below(alphabet.length)] ?? '';
  return text;
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** An 18-character record id with the given 3-character prefix, as the vendor's CRM writes them. */
export function recordId(random: Random, prefix: string): string {
  return `${prefix}7z00000${randomText(random, 5, BASE62)}AAR`;
}
