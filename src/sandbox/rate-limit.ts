import {Refusal} from './refusal.ts';

/** Refuses with 429 what comes beyond so many requests in any one second. What was refused does not count. */
export function createRateLimit(perSecond = Number.POSITIVE_INFINITY): () => Refusal | undefined {
  let served: number[] = [];
  return () => {
    const now = performance.now();
    served = served.filter((at) => now - at < 1000);
    if (served.length >= perSecond)
      return new Refusal(429, 'EQ-2014029', 'Too many requests. Try again later.');
    served.push(now);
    return undefined;
  };
}
