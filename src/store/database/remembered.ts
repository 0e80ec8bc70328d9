/** What was computed for a version of the database, by its name; forgotten with the next version. */
export class Remembered {
  readonly #values = new Map<string, unknown>();
  readonly #kinds = new Map<string, Remembered>();
  #version = -1;

  get<Value>(version: number, name: string, most: number, compute: () => Value): Value {
    if (version !== this.#version) this.#values.clear();
    this.#version = version;
    if (this.#values.has(name)) return this.#values.get(name) as Value;
    const value = compute();
    const [oldest] = this.#values.keys();
    if (this.#values.size >= most && oldest !== undefined) this.#values.delete(oldest);
    this.#values.set(name, value);
    return value;
  }

  /** Those of a kind, which push out only each other. */
  of(kind: string): Remembered {
    const known = this.#kinds.get(kind) ?? new Remembered();
    this.#kinds.set(kind, known);
    return known;
  }

  clear(): void {
    this.#values.clear();
    for (const kind of this.#kinds.values()) kind.clear();
  }
}
