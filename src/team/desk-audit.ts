import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';
import type {WriteAudit} from '../sync/contracts.ts';

export type AuditDeps = {
  readonly store: Pick<Store, 'meta' | 'setMeta'>;
  readonly clock: Clock;
  /** What the audit log says since a moment, oldest first. */
  readonly audited: (since: number) => readonly WriteAudit[];
};

const AUDITED = 'desk.audited';

/** From now on the desk is told what is sent; what was sent before there was a team stays here. */
export function beginAudit({store, clock}: AuditDeps): void {
  if (store.meta(AUDITED) === undefined) store.setMeta(AUDITED, String(clock.now()));
}

/** Entries that are not queued for the desk yet. One of the same millisecond as the last may come again. */
export function freshAudit({store, audited}: AuditDeps): readonly WriteAudit[] {
  const since = Number(store.meta(AUDITED) ?? 0);
  return audited(since).filter((entry) => isOutcome(entry) && Date.parse(entry.time) > since);
}

/** They are queued. */
export function keepAudited({store}: AuditDeps, entries: readonly WriteAudit[]): void {
  const times = entries.map(({time}) => Date.parse(time));
  if (times.length > 0) store.setMeta(AUDITED, String(Math.max(...times) - 1));
}

/** What came of it, not that it begins. */
function isOutcome({result}: WriteAudit): boolean {
  return /^(?:sent|found|unknown)/.test(result);
}
