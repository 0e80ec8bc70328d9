import type {OutboxItem} from '../domain/records.ts';

/** What came of an action on one of several tickets. */
export type BulkResult = {
  readonly id: string;
  readonly state: 'waiting' | 'done' | 'failed' | 'left out';
  /** What happened, or why not. */
  readonly message: string;
  /** The outbox item that carries it; its state decides then. */
  readonly item?: number;
};

/** An action on several tickets, under way or done. */
export type BulkRun = {readonly title: string; readonly results: readonly BulkResult[]};

const OUTBOX: Readonly<Record<OutboxItem['state'], Pick<BulkResult, 'state' | 'message'>>> = {
  queued: {state: 'waiting', message: 'waiting to be sent'},
  held: {state: 'failed', message: 'held back'},
  sending: {state: 'waiting', message: 'being sent'},
  sent: {state: 'done', message: 'sent'},
  failed: {state: 'failed', message: 'not sent'},
  unknown: {state: 'waiting', message: 'sent, answer lost: being looked up'},
  withdrawn: {state: 'left out', message: 'withdrawn'},
};

/** The results as the outbox has them now. */
export function bulkResults(run: BulkRun, outbox: readonly OutboxItem[]): readonly BulkResult[] {
  return run.results.map((result) => {
    const item = outbox.find(({id}) => id === result.item);
    if (item === undefined) return result;
    const {state, message: words} = OUTBOX[item.state];
    const isLost = item.state === 'unknown' && item.error !== undefined;
    const reason = item.error === undefined || item.state === 'sent' ? '' : `: ${item.error}`;
    return {...result, state: isLost ? 'failed' : state, words: words + reason};
  });
}

/** How many are done, waiting, failed and left out, in words. */
export function bulkSummary(results: readonly BulkResult[]): string {
  const counts = (['done', 'waiting', 'failed', 'left out'] as const).map((state) => {
    const count = results.filter((result) => result.state === state).length;
    return count === 0 ? undefined : `${count} ${state}`;
  });
  return counts.filter((words) => words !== undefined).join(', ');
}
