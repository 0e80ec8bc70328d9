/**
 * What the store keeps under a name of `Store.meta`: JSON of an object whose parts are all optional. Nothing where it
 * cannot be read.
 */
export function parseKeptState<State extends object>(json: string | undefined): Partial<State> {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
