import type {Origin} from './settings-types.ts';

/** Picks values in order of precedence and notes where each came from. */
export class Picker {
  readonly origins = new Map<string, Origin>();
  readonly #configFile: string;

  constructor(configFile: string) {
    this.#configFile = configFile;
  }

  /** The origin of a key in the configuration file. */
  file(key: string): Origin {
    return {from: 'file', file: this.#configFile, key};
  }

  /** The first candidate that is defined, else the fallback. */
  first<T>(key: string, candidates: readonly (readonly [Origin, T | '' | undefined])[], fallback: T): T {
    for (const [origin, value] of candidates) {
      if (value === undefined || value === '') continue;
      this.origins.set(key, origin);
      return value;
    }
    this.origins.set(key, {from: 'default'});
    return fallback;
  }

  /** A value that only the configuration file can give. */
  value<T>(key: string, value: T | undefined): T | undefined {
    this.origins.set(key, value === undefined ? {from: 'default'} : this.file(key));
    return value;
  }

  /** The same with a default. */
  or<T>(key: string, value: T | undefined, fallback: T): T {
    return this.value(key, value) ?? fallback;
  }

  /** A table that only the configuration file can give: each of its keys has an origin. */
  table<T>(key: string, values: Readonly<Record<string, T>> | undefined): Readonly<Record<string, T>> {
    for (const name of Object.keys(values ?? {}))
      this.origins.set(`${key}.${name}`, this.file(`${key}.${name}`));
    return values ?? {};
  }
}
