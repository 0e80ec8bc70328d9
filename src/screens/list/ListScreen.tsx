import {Box} from 'ink';
import {useServices} from '../../hooks/useServices.tsx';
import {memo, useEffect, useMemo, useRef, useState} from 'react';
import {useValue} from '../../hooks/useValue.ts';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {useTicketReading} from '../../hooks/ticket/useTicketReading.ts';
import type {Reader, Sized} from '../ui.ts';
import {TicketPane} from '../ticket/TicketPane.tsx';
import type {TicketParts} from '../ticket/ticket-actions.ts';
import {useTicketKeys} from '../ticket/useTicketKeys.ts';
import {ListPane} from './ListPane.tsx';
import {splitActions} from './split-actions.ts';
import {type Split, splitBody} from './split.ts';
import {type ListParts, useListKeys} from './useListKeys.ts';

/** The list, with the selected ticket beside or below it where there is room. */
export function ListScreen({ui, width, height}: Sized<ListParts>) {
  const nav = useValue(ui.nav);
  const {selectedId} = useValue(ui.list);
  const {preview, share} = nav;
  const split = useMemo(() => splitBody(width, height, {preview, share}), [width, height, preview, share]);
  const hasFocus = split.kind === 'none' || nav.pane === 'list';
  useListKeys(ui, split);
  // Without room beside the list, the ticket that is read takes the screen.
  const isLost = split.kind === 'none' && nav.pane === 'detail' && nav.modal === undefined;
  useEffect(() => {
    if (!isLost) return;
    ui.go({type: 'pane', pane: 'list'});
    if (selectedId !== undefined) ui.go({type: 'push', screen: {kind: 'ticket', id: selectedId}});
  }, [ui, isLost, selectedId]);
  return (
    <Box flexDirection={split.kind === 'below' ? 'column' : 'row'}>
      <ListPane ui={ui} {...split.list} focused={hasFocus} />
      {split.kind === 'none' ? null : <Preview ui={ui} id={selectedId} split={split} focused={!hasFocus} />}
    </Box>
  );
}

type PreviewProps = {
  readonly ui: TicketParts & Reader;
  readonly id: string | undefined;
  readonly split: Split;
  readonly focused: boolean;
};

/** The selected ticket; while the cursor moves fast its drawing waits, so that a held key costs few bytes. */
function Preview({id, focused, ...rest}: PreviewProps) {
  const {clock, store} = useServices();
  const settled = useSettled(id);
  // If the user goes to this pane, they write to the ticket of the row, however fast the keys came.
  const shown = focused ? id : settled;
  const state = `${store.version()} ${Math.floor(clock.now() / AGES_MS)}`;
  return <Shown {...rest} id={shown} focused={focused} state={state} />;
}

/** Ages in a pane that nothing else draws anew are that old at most. */
const AGES_MS = 30_000;

type ShownProps = PreviewProps & {
  /** Another one where what is known, or how old it is, may be another. */
  readonly state: string;
};

/** Apart, so that a key that moves on does not draw it anew. */
const Shown = memo(function Shown({ui, id: shown, split, focused}: ShownProps) {
  const view = useTicket(shown);
  const reading = useTicketReading(focused ? shown : undefined);
  useTicketKeys(ui, shown, focused, splitActions(ui, useServices().store, split));
  return <TicketPane ui={ui} view={view} reading={reading} {...split.detail} focused={focused} />;
});

/** Two changes closer together than this belong to one series (a held key). */
const RUN_MS = 300;
/** How long a run must rest before its last value counts. */
const REST_MS = 160;

/** The value at once, but during a series of changes only its last one, when the series has ended. */
function useSettled<T>(value: T): T {
  const {clock} = useServices();
  const [settled, setSettled] = useState(value);
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const now = clock.now();
    const isRun = now - changedAt.current < RUN_MS;
    changedAt.current = now;
    if (!isRun) {
      setSettled(value);
      return undefined;
    }
    const timer = setTimeout(() => setSettled(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value, clock]);
  return settled;
}
