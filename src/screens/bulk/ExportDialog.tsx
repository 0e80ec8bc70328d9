import {Box} from 'ink';
import {useMemo} from 'react';
import {insetWords} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import type {Guide, Runs, Selection, Sized} from '../ui.ts';
import {InputLine} from '../InputLine.tsx';
import type {BulkResult} from '../../state/bulk-state.ts';
import {AppError, errorLine} from '../../errors.ts';
import type {Services} from '../../state/services.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';

/** Where the marked tickets are written to, each with its e-mails and files in a folder of its own. */
export function ExportDialog({ui, width, height}: Sized<Guide & Selection & Runs>) {
  const services = useServices();
  const folder = useMemo(() => createState('.'), []);
  const {shown, hidden} = ui.marks.sorted();
  const ids = [...shown, ...hidden];
  const start = () => exportAll(ui, services, ids, folder.get().trim());
  const others = hidden.length === 0 ? '' : ` Of these not in this view: ${hidden.join(', ')}.`;
  const words = `Each ticket goes into a new folder of its own: text, JSON, e-mails and files. ${ids.join(', ')}.${others}`;
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={height - 1}
        title={`Export ${ids.length} ${ids.length === 1 ? 'ticket' : 'tickets'}`}
        foot="Enter exports, Esc leaves it"
        lines={insetWords(words, width - 4, 'normal')}
        focused
      />
      <InputLine
        width={width}
        label="  Folder:"
        text={folder}
        onAccept={start}
        onCancel={() => ui.go({type: 'back'})}
      />
    </Box>
  );
}

/** Exports one ticket after the other; the results show how far it is. */
function exportAll(
  ui: Guide & Runs,
  services: Pick<Services, 'files' | 'poller' | 'store'>,
  ids: readonly string[],
  folder: string,
): void {
  const waiting = ids.map((id): BulkResult => ({id, state: 'waiting', message: 'waiting'}));
  const run = {title: 'Export', results: waiting};
  ui.bulk.set(run);
  ui.go({type: 'modal', modal: {kind: 'results'}});
  void exportEach(ui, services, ids, folder === '' ? '.' : folder);
}

async function exportEach(
  ui: Runs,
  services: Pick<Services, 'files' | 'poller' | 'store'>,
  ids: readonly string[],
  folder: string,
): Promise<void> {
  for (const id of ids) {
    tell(ui, {id, state: 'waiting', message: 'being written…'});
    tell(ui, await exportOne(ui, services, id, folder));
  }
}

async function exportOne(
  {closed}: Runs,
  {files, poller, store}: Pick<Services, 'files' | 'poller' | 'store'>,
  id: string,
  folder: string,
): Promise<BulkResult> {
  try {
    await poller.refresh(id, closed);
    const stored = store.ticket(id);
    if (stored === undefined) throw new AppError('not-found', `There is no ticket ${id}.`);
    const {folder: path, missing} = await files.exportTicket(stored, folder, {signal: closed});
    if (missing.length === 0) return {id, state: 'done', message: toSafeLine(path)};
    const words = `${toSafeLine(path)}: ${missing.length} parts are missing, INCOMPLETE.txt there says why`;
    return {id, state: 'failed', message: words};
  } catch (error) {
    return {id, state: 'failed', message: errorLine(error)};
  }
}

function tell(ui: Runs, result: BulkResult): void {
  ui.bulk.set((run) => {
    if (run === undefined) return run;
    return {...run, results: run.results.map((known) => (known.id === result.id ? result : known))};
  });
}
