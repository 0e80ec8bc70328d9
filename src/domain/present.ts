/** Drops the undefined fields: absent means unknown. */
export function present<T extends Record<string, unknown>>(
  fields: T,
): {[K in keyof T]?: Exclude<T[K], undefined>} {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
