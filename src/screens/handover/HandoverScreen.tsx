import type {HandoverView} from './useHandoverKeys.ts';
import {Box} from 'ink';
import {useMemo} from 'react';
import {inset, line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useStored} from '../../hooks/useStored.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {createPointer} from '../../state/pointer.ts';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {usePointer} from '../../hooks/usePointer.ts';
import {useHandover} from '../../hooks/useHandover.ts';
import {handoverParts, type HandoverFormat} from '../../domain/handover-text.ts';
import type {Ui} from '../ui.ts';
import {placeLabel} from '../pointed-lines.ts';
import {HandoverLine} from './HandoverLine.tsx';
import {handoverLines, topFor} from './handover-lines.ts';
import {useHandoverKeys} from './useHandoverKeys.ts';

export type HandoverScreenProps = {
  readonly ui: Pick<Ui, 'nav' | 'go' | 'fail' | 'copy'>;
  readonly width: number;
  readonly height: number;
  /** In the order in which they are handed over. */
  readonly ids: readonly string[];
};

const FORMAT_WORDS: Readonly<Record<HandoverFormat, string>> = {text: 'plain text', md: 'Markdown'};

/** The hand-over as it will be sent, ticket by ticket, with the next step to be written for each. */
export function HandoverScreen({ui, width, height, ids}: HandoverScreenProps) {
  const {clock, account, store} = useServices();
  const nav = useValue(ui.nav);
  const state = useMemo(
    () => createState<HandoverView>({above: Number.MAX_SAFE_INTEGER, format: 'text'}),
    [],
  );
  const pointer = useMemo(() => createPointer(), []);
  const view = useValue(state);
  const list = usePointer(pointer, {entries: useHandover(ids), keyOf: ({id}) => id, height});
  const {entries, index: selected} = list;
  const head = {
    now: clock.now(),
    // Tickets of several sites have no site in common.
    zone: nav.time === 'local' ? 'local' : 'utc',
    account: account.label === undefined ? account.profile : `${account.profile}, ${account.label}`,
  } as const;
  const parts = handoverParts(view.format, entries, head);
  const isTyping = nav.modal?.kind === 'line';
  const rows = Math.max(1, height - 2 - (isTyping ? 1 : 0));
  const shown = handoverLines(parts, selected, width - 4);
  const last = Math.max(0, shown.lines.length - rows);
  const start = shown.places[selected]?.start ?? 0;
  const top = Math.min(Math.max(0, start - view.above), last);
  const claimed = useStored([], () => store.claimedBy(store.me()).length);
  useHandoverKeys({
    ui,
    state,
    entries,
    parts,
    claimed,
    rows,
    pointer,
    shown: {start, top, last},
    aboveAt(wanted) {
      const next = shown.places[wanted];
      return next === undefined ? 0 : next.start - topFor(shown, wanted, rows, top);
    },
  });
  const lines = entries.length === 0 ? NOTHING : shown.lines.slice(top, top + rows);
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={rows + 2}
        title={`Hand-over, ${FORMAT_WORDS[view.format]}`}
        foot={placeLabel(list)}
        lines={lines.map(inset)}
        focused
      />
      {isTyping ? (
        <HandoverLine ui={ui} width={width} entry={entries[selected]} parts={parts} format={view.format} />
      ) : null}
    </Box>
  );
}

const NOTHING: readonly Line[] = [line(span('There is no ticket to hand over.', 'dim'))];
