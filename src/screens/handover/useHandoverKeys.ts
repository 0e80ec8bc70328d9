import {motionKeys, pageKeys} from '../motions.ts';
import {useKeys} from '../../hooks/keys.tsx';
import type {Pointer} from '../../state/pointer.ts';
import type {State} from '../../state/state.ts';
import {joinParts, type HandoverEntry, type HandoverFormat} from '../../domain/handover-text.ts';
import type {Ui} from '../ui.ts';

export type HandoverKeys = {
  readonly ui: Pick<Ui, 'go' | 'copy'>;
  readonly state: State<HandoverView>;
  readonly entries: readonly HandoverEntry[];
  readonly parts: readonly string[];
  /** How many tickets are this person's. */
  readonly claimed: number;
  /** Rows on screen. */
  readonly rows: number;
  readonly pointer: Pointer;
  /** The rows where the selected ticket and the screen begin, and the last one where the screen can. */
  readonly shown: {readonly start: number; readonly top: number; readonly last: number};
  /** How many rows above a ticket the screen begins once that is selected. */
  readonly aboveAt: (selected: number) => number;
};

/** Tickets are selected one by one; half pages scroll what is longer than the screen. */
export function useHandoverKeys(options: HandoverKeys): void {
  const {ui, state, entries, parts, rows, pointer, shown, aboveAt} = options;
  const none = entries.length === 0 ? 'There is no ticket to hand over.' : undefined;
  const select = (move: () => void) => {
    move();
    const selected = entries.findIndex(({id}) => id === pointer.key());
    state.set((view) => ({...view, above: aboveAt(Math.max(0, selected))}));
  };
  const scroll = (delta: number) => {
    const {start, top, last} = shown;
    state.set((view) => ({...view, above: start - Math.min(Math.max(0, top + delta), last)}));
  };
  const pages = {half: Math.max(1, Math.floor(rows / 2)), page: rows};
  useKeys('pager', {
    ...motionKeys(
      {move: (rows) => select(() => pointer.move(rows)), moveTo: (row) => select(() => pointer.moveTo(row))},
      pages,
    ),
    ...pageKeys(scroll, pages),
    back: () => ui.go({type: 'back'}),
    close: () => ui.go({type: 'back'}),
  });
  const openLine = (purpose: 'next' | 'file') => () => ui.go({type: 'modal', modal: {kind: 'line', purpose}});
  useKeys('handover', {
    'handover.next': {run: openLine('next'), disabled: none},
    'handover.save': {run: openLine('file'), disabled: none},
    'handover.give': {
      run: () => ui.go({type: 'modal', modal: {kind: 'give'}}),
      disabled: options.claimed === 0 ? 'You have taken no ticket.' : undefined,
    },
    'handover.copy': {run: () => ui.copy(joinParts(parts), 'The hand-over'), disabled: none},
    'handover.format': () =>
      state.set((view) => ({above: Number.MAX_SAFE_INTEGER, format: view.format === 'md' ? 'text' : 'md'})),
  });
}

export type HandoverView = {
  /** How many rows above the selected ticket the screen begins: what changes further up moves nothing. */
  readonly above: number;
  readonly format: HandoverFormat;
};
