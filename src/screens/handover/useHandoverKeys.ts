import {useKeys} from '../../hooks/keys.tsx';
import type {State} from '../../state/state.ts';
import {joinParts, type HandoverEntry, type HandoverFormat} from '../../domain/handover-text.ts';
import type {Ui} from '../ui.ts';

export type HandoverKeys = {
  readonly ui: Ui;
  readonly state: State<HandoverView>;
  readonly entries: readonly HandoverEntry[];
  readonly parts: readonly string[];
  /** Rows on screen, and rows in all. */
  readonly rows: number;
  readonly total: number;
  /** The first row on screen once that ticket is selected. */
  readonly topOf: (selected: number) => number;
};

/** Tickets are selected one by one; half pages scroll what is longer than the screen. */
export function useHandoverKeys({ui, state, entries, parts, rows, total, topOf}: HandoverKeys): void {
  const none = entries.length === 0 ? 'There is no ticket to hand over.' : undefined;
  const select = (wanted: number) => {
    const selected = Math.min(Math.max(0, wanted), Math.max(0, entries.length - 1));
    state.set((view) => ({...view, selected, top: topOf(selected)}));
  };
  const by = (delta: number) => () => select(state.get().selected + delta);
  const scroll = (delta: number) => () =>
    state.set((view) => ({...view, top: Math.min(Math.max(0, view.top + delta), Math.max(0, total - rows))}));
  const half = Math.max(1, Math.floor(rows / 2));
  useKeys('pager', {
    'move.down': by(1),
    'move.up': by(-1),
    'move.first': () => select(0),
    'move.last': () => select(entries.length - 1),
    'move.halfDown': scroll(half),
    'move.halfUp': scroll(-half),
    'move.pageDown': scroll(rows),
    'move.pageUp': scroll(-rows),
    back: () => ui.go({type: 'back'}),
    close: () => ui.go({type: 'back'}),
  });
  const openLine = (purpose: 'next' | 'file') => () => ui.go({type: 'modal', modal: {kind: 'line', purpose}});
  useKeys('handover', {
    'handover.next': {run: openLine('next'), disabled: none},
    'handover.save': {run: openLine('file'), disabled: none},
    'handover.copy': {run: () => ui.copy(joinParts(parts), 'The hand-over'), disabled: none},
    'handover.format': () =>
      state.set((view) => ({...view, top: 0, format: view.format === 'md' ? 'text' : 'md'})),
  });
}

export type HandoverView = {readonly selected: number; readonly top: number; readonly format: HandoverFormat};
