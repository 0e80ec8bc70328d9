/** What it needs of the connection whose commits it counts. */
type Connection = {
  readonly get: <Row>(sql: string) => Row | undefined;
  readonly run: (sql: string, name: string) => unknown;
};

/** Who must read the database again after a commit: everybody, everybody but the connection that made it, or nobody. */
export type Hearers = 'all' | 'others' | 'nobody';

type Counts = {readonly heard: number; readonly unheard: number};

const READ = `SELECT
  (SELECT value FROM meta WHERE name = 'commits.heard') AS heard,
  (SELECT value FROM meta WHERE name = 'commits.unheard') AS unheard`;
const COUNT = `INSERT INTO meta VALUES (?, '1') ON CONFLICT (name) DO UPDATE SET value = value + 1`;

/**
 * SQLite only tells that another connection has committed something. So each commit is counted in the database,
 * separately for those that change nothing anybody shows; thus the others know whether they must read again.
 */
export class CommitCounts {
  readonly #db: Connection;
  #known: Counts | undefined;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** Counts a commit; call it inside the transaction. The result is to be called when it is committed. */
  count(hearers: Hearers): () => void {
    const isHeard = hearers !== 'nobody';
    this.#db.run(COUNT, isHeard ? 'commits.heard' : 'commits.unheard');
    return () => {
      if (this.#known === undefined) return;
      const {heard, unheard} = this.#known;
      this.#known = isHeard ? {heard: heard + 1, unheard} : {heard, unheard: unheard + 1};
    };
  }

  /** Call it when another connection has committed; false if nobody needs to read again. */
  isNews(): boolean {
    const before = this.#known;
    const row = this.#db.get<Record<keyof Counts, string | null>>(READ);
    this.#known = {heard: Number(row?.heard ?? 0), unheard: Number(row?.unheard ?? 0)};
    if (before === undefined || this.#known.heard !== before.heard) return true;
    // An older casedeck counts nothing, nor does who writes by hand.
    return this.#known.unheard === before.unheard;
  }

  /** It is another database from now on. */
  forget(): void {
    this.#known = undefined;
  }
}
