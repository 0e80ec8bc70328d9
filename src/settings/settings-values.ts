import type {FileOf, Setting, Table, ValuesOf} from './setting-kinds.ts';
import type {Origin} from './settings-types.ts';

/** Picks values in order of precedence, and notes each as config.toml would have it, with where it came from. */
export class Picker {
  readonly origins = new Map<string, Origin>();
  readonly values = new Map<string, unknown>();
  readonly #configFile: string;

  constructor(configFile: string) {
    this.#configFile = configFile;
  }

  /** The origin of a key in the configuration file. */
  file(key: string): Origin {
    return {from: 'file', file: this.#configFile, key};
  }

  note<T>(key: string, value: T, origin: Origin): T {
    this.origins.set(key, origin);
    this.values.set(key, value);
    return value;
  }

  /** The first candidate that is defined, else the fallback. */
  first<T>(key: string, candidates: readonly (readonly [Origin, T | '' | undefined])[], fallback: T): T {
    for (const [origin, value] of candidates)
      if (value !== undefined && value !== '') return this.note(key, value, origin);
    return this.note(key, fallback, {from: 'default'});
  }

  /** Every setting of a table, whose own key is `prefix`: what the configuration file says, else the default. */
  table<const T extends Table>(settings: T, file: FileOf<T> | undefined, prefix = ''): ValuesOf<T> {
    const given: Readonly<Record<string, unknown>> = file ?? {};
    const values = Object.entries(settings).map(([name, setting]) => {
      const field = nameOf(name, setting);
      const key = prefix === '' ? name : `${prefix}.${name}`;
      return [field, this.#valueOf(setting, given[name], key)] as const;
    });
    // Names and types follow the same table.
    return Object.fromEntries(values) as ValuesOf<T>;
  }

  #valueOf({kind, read, default: fallback}: Setting, given: unknown, key: string): unknown {
    if (kind.of === 'table') return this.table(kind.settings, given as FileOf<Table>, key);
    if (kind.of === 'names') {
      const values = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
      for (const [name, value] of values) this.note(`${key}.${name}`, value, this.file(`${key}.${name}`));
      return Object.fromEntries(values);
    }
    const value = given ?? fallback;
    const taken = value === undefined || read === undefined ? value : read(value);
    const shown = kind.of === 'duration' ? timeLabel(Number(taken)) : taken;
    this.note(key, shown, given === undefined ? {from: 'default'} : this.file(key));
    return taken;
  }
}

function nameOf(name: string, {kind}: Setting): string {
  const camel = name.replaceAll(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
  return kind.of === 'duration' ? `${camel}Ms` : camel;
}

function timeLabel(ms: number): string {
  if (ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
