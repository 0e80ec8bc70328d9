import {Box} from 'ink';
import {useMemo} from 'react';
import {inset, line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useStored} from '../../hooks/useStored.ts';
import type {Ui} from '../ui.ts';
import {pageTop} from '../usePicker.ts';
import {entryKey, outboxEntries} from './outbox-entries.ts';
import {entryDetail, entryLine, ticketWords} from './outbox-lines.ts';
import {useOutboxKeys} from './useOutboxKeys.ts';

export type OutboxScreenProps = {readonly ui: Ui; readonly width: number; readonly height: number};

/** Below this height there is no room for the text of the chosen entry. */
const DETAIL_FROM = 12;

/** Texts that are being written, and those on their way: to go on with, send again, hold, take back or delete. */
export function OutboxScreen({ui, width, height}: OutboxScreenProps) {
  const {store, clock} = useServices();
  const selected = useMemo(() => createState<{key: string; index: number}>({key: '', index: 0}), []);
  // Grows with what is done here: the store tells its changes only where poller or outbox make them.
  const changes = useMemo(() => createState(0), []);
  const entries = useStored([useValue(changes)], () => outboxEntries(store.drafts(), store.outbox()));
  const {key, index} = useValue(selected);
  const found = entries.findIndex((entry) => entryKey(entry) === key);
  const chosen = Math.max(0, found === -1 ? Math.min(index, entries.length - 1) : found);
  const entry = entries[chosen];
  const detailHeight = height >= DETAIL_FROM ? Math.floor(height / 2) : 0;
  const rows = height - detailHeight - 2;
  const choose = (next: number) => {
    const at = Math.min(Math.max(0, next), Math.max(0, entries.length - 1));
    const wanted = entries[at];
    selected.set({key: wanted === undefined ? '' : entryKey(wanted), index: at});
  };
  useOutboxKeys(ui, {
    entry,
    chosen,
    rows,
    choose,
    count: entries.length,
    changed: () => changes.set((count) => count + 1),
  });
  const top = pageTop(chosen, entries.length, rows);
  const now = clock.now();
  const lines = entries.slice(top, top + rows).map((item, at) => entryLine(item, now, top + at === chosen));
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={height - detailHeight}
        title="Drafts and outbox"
        foot={entries.length === 0 ? '' : `${chosen + 1} of ${entries.length}`}
        lines={lines.length > 0 ? lines : EMPTY}
        focused
      />
      {detailHeight === 0 ? null : (
        <Pane
          width={width}
          height={detailHeight}
          title={entry === undefined ? '' : ticketWords(entry)}
          lines={entry === undefined ? [] : entryDetail(entry, width - 4).map(inset)}
          focused={false}
        />
      )}
    </Box>
  );
}

const EMPTY: readonly Line[] = [line(span(' Nothing is being written, and everything was sent.', 'dim'))];
