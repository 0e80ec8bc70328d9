import type {HandoverView} from './useHandoverKeys.ts';
import {Box} from 'ink';
import {useMemo} from 'react';
import {inset, line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useHandover} from '../../hooks/useHandover.ts';
import {handoverParts, type HandoverFormat} from '../../domain/handover-text.ts';
import type {Ui} from '../ui.ts';
import {HandoverLine} from './HandoverLine.tsx';
import {handoverLines, topFor} from './handover-lines.ts';
import {useHandoverKeys} from './useHandoverKeys.ts';

export type HandoverScreenProps = {
  readonly ui: Ui;
  readonly width: number;
  readonly height: number;
  /** In the order in which they are handed over. */
  readonly ids: readonly string[];
};

const FORMAT_WORDS: Readonly<Record<HandoverFormat, string>> = {text: 'plain text', md: 'Markdown'};

/** The hand-over as it will be sent, ticket by ticket, with the next step to be written for each. */
export function HandoverScreen({ui, width, height, ids}: HandoverScreenProps) {
  const {clock, account} = useServices();
  const nav = useValue(ui.nav);
  const state = useMemo(() => createState<HandoverView>({selected: 0, top: 0, format: 'text'}), []);
  const view = useValue(state);
  const entries = useHandover(ids);
  const head = {
    now: clock.now(),
    // Tickets of several sites have no site in common.
    zone: nav.time === 'local' ? 'local' : 'utc',
    account: account.label === undefined ? account.profile : `${account.profile}, ${account.label}`,
  } as const;
  const parts = handoverParts(view.format, entries, head);
  const isTyping = nav.modal?.kind === 'line';
  const rows = Math.max(1, height - 2 - (isTyping ? 1 : 0));
  const shown = handoverLines(parts, view.selected, width - 4);
  const top = Math.min(view.top, Math.max(0, shown.lines.length - rows));
  useHandoverKeys({
    ui,
    state,
    entries,
    parts,
    rows,
    total: shown.lines.length,
    topOf: (selected) => topFor(handoverLines(parts, selected, width - 4), selected, rows, top),
  });
  const lines = entries.length === 0 ? NOTHING : shown.lines.slice(top, top + rows);
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={rows + 2}
        title={`Hand-over, ${FORMAT_WORDS[view.format]}`}
        foot={entries.length === 0 ? '' : `${view.selected + 1} of ${entries.length}`}
        lines={lines.map(inset)}
        focused
      />
      {isTyping ? (
        <HandoverLine
          ui={ui}
          width={width}
          entry={entries[view.selected]}
          parts={parts}
          format={view.format}
        />
      ) : null}
    </Box>
  );
}

const NOTHING: readonly Line[] = [line(span('There is no ticket to hand over.', 'dim'))];
