import {Box} from 'ink';
import {useMemo} from 'react';
import {inset, insetWords} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createPointer} from '../../state/pointer.ts';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {usePointer} from '../../hooks/usePointer.ts';
import {useStored} from '../../hooks/useStored.ts';
import type {NearNote, Outbox} from '../../sync/contracts.ts';
import type {Sized} from '../ui.ts';
import {placeLabel, shownLines} from '../pointed-lines.ts';
import {entryKey, entryNow, outboxEntries, type OutboxEntry} from './outbox-entries.ts';
import {entryDetail, entryLine, ticketLabel} from './outbox-lines.ts';
import {type OutboxParts, useOutboxKeys} from './useOutboxKeys.ts';

/** Below this height there is no room for the text of the chosen entry. */
const DETAIL_FROM = 12;

/** Texts that are being written, and those on their way: to go on with, send again, hold, take back or delete. */
export function OutboxScreen({ui, width, height}: Sized<OutboxParts>) {
  const {store, clock, outbox} = useServices();
  const pointer = useMemo(() => createPointer(), []);
  // Grows with what is done here: the store tells its changes only where poller or outbox make them.
  const changes = useMemo(() => createState(0), []);
  const entries = useStored([useValue(changes)], () => outboxEntries(store.drafts(), store.outbox()));
  const detailHeight = height >= DETAIL_FROM ? Math.floor(height / 2) : 0;
  const rows = height - detailHeight - 2;
  const list = usePointer(pointer, {entries, keyOf: entryKey, height: rows});
  // What has left the list says what has become of it.
  const asNow = (one: OutboxEntry) => entryNow(one, store);
  const pointed = list.entries[list.index];
  const entry = pointed === undefined ? undefined : asNow(pointed);
  useOutboxKeys(ui, {
    entry,
    rows,
    pointer,
    changed: () => changes.set((count) => count + 1),
  });
  const now = clock.now();
  const lines = shownLines(list, rows, (one, selected) =>
    entryLine(asNow(one), now, {width: width - 2, selected}),
  );
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={height - detailHeight}
        title="Drafts and outbox"
        foot={placeLabel(list)}
        lines={
          entries.length > 0
            ? lines
            : [
                ...lines,
                ...insetWords('Nothing is being written, and everything was sent.', width - 4, 'dim'),
              ]
        }
        focused
      />
      {detailHeight === 0 ? null : (
        <Pane
          width={width}
          height={detailHeight}
          title={entry === undefined ? '' : ticketLabel(entry)}
          lines={entry === undefined ? [] : entryDetail(entry, width - 4, nearOf(outbox, entry)).map(inset)}
          focused={false}
        />
      )}
    </Box>
  );
}

function nearOf(outbox: Outbox, entry: OutboxEntry): NearNote | undefined {
  return entry.kind === 'item' ? outbox.nearNote(entry.item) : undefined;
}
