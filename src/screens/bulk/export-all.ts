import type {BulkResult} from '../../state/bulk-state.ts';
import {describeError} from '../../errors.ts';
import type {Ui} from '../ui.ts';

/** Exports one ticket after the other; the results show how far it is. */
export function exportAll(ui: Ui, ids: readonly string[], folder: string): void {
  const waiting = ids.map((id): BulkResult => ({id, state: 'waiting', words: 'waiting'}));
  const run = {title: 'Export', results: waiting};
  ui.bulk.set(run);
  ui.go({type: 'modal', modal: {kind: 'results'}});
  void exportEach(ui, ids, folder === '' ? '.' : folder);
}

async function exportEach(ui: Ui, ids: readonly string[], folder: string): Promise<void> {
  for (const id of ids) {
    tell(ui, {id, state: 'waiting', words: 'being written…'});
    tell(ui, await exportOne(ui, id, folder));
  }
}

async function exportOne(ui: Ui, id: string, folder: string): Promise<BulkResult> {
  try {
    const {path, missing} = await ui.exportTicket(id, folder);
    if (missing === 0) return {id, state: 'done', words: path};
    return {
      id,
      state: 'failed',
      words: `${path}: ${missing} parts are missing, INCOMPLETE.txt there says why`,
    };
  } catch (error) {
    const {title, hint, reference} = describeError(error);
    return {
      id,
      state: 'failed',
      words: [title, hint, reference].filter((part) => part !== undefined).join(' '),
    };
  }
}

function tell(ui: Ui, result: BulkResult): void {
  ui.bulk.set((run) => {
    if (run === undefined) return run;
    return {...run, results: run.results.map((known) => (known.id === result.id ? result : known))};
  });
}
