import {Box} from 'ink';
import {useMemo} from 'react';
import {inputLine} from '../components/input-line.ts';
import {line, span, type Line} from '../components/lines.ts';
import {LineText} from '../components/Pane.tsx';
import {completeFilter, withSuggestion, type FilterSuggestion} from '../domain/filter/complete-filter.ts';
import type {FilterContext} from '../domain/filter/filter-rules.ts';
import {parseFilter} from '../domain/filter/parse-filter.ts';
import {lineBuffer} from '../state/line-buffer.ts';
import {createState, type State} from '../state/state.ts';
import type {KeyAction} from '../hooks/keys.tsx';
import {useServices} from '../hooks/useServices.tsx';
import {useValue} from '../hooks/useValue.ts';
import {showKey} from '../keys/keymap.ts';
import {textWidth} from '../text/width.ts';
import type {Guide, Pickers, Selection} from './ui.ts';
import {openSearch} from './list/view-actions.ts';
import {numbersInFilter, numberText, openNumber, type NumberEntry} from './open-number.ts';
import {useTextLine} from './useTextLine.ts';

/** Suggestions or what is wrong above, the line itself below. */
export const FILTER_ROWS = 2;

/** Where the tab key is in the suggestions: it goes round from the text that was typed. */
type Completion = {readonly typed: string; readonly index: number; readonly result: string};

type LineState = {
  readonly completion: Completion | undefined;
  /** True until something was typed: then `/` once more means the search in everything. */
  readonly isFresh: boolean;
};

/** The filter of this view; the list follows as it is typed. */
export function FilterLine({ui, width}: {readonly ui: Guide & Selection & Pickers; readonly width: number}) {
  const {filter} = useValue(ui.list).choice;
  const state = useMemo(() => createState<LineState>({completion: undefined, isFresh: true}), []);
  const services = useServices();
  const [buffer, before] = useMemo(
    () => [lineBuffer(filterOf(ui.list)), ui.list.get().choice.filter] as const,
    [ui.list],
  );
  const {isFresh, completion} = useValue(state);
  const {problem, isBegun, typed, suggestions} = readLine(filter, completion, ui.list.context());
  const done = () => {
    ui.list.accept();
    close();
  };
  const close = () => {
    ui.list.keep();
    ui.go({type: 'modal', modal: undefined});
  };
  const [number] = filter === before ? [] : numbersInFilter(filter, services.store);
  const open = (entry: NumberEntry) => {
    // It was no filter: the list is what it was.
    ui.list.setFilter(before);
    close();
    openNumber(ui, services, entry);
  };
  const complete = () => {
    const index = completion?.result === filter ? (completion.index + 1) % suggestions.length : 0;
    const suggestion = suggestions[index];
    if (suggestion === undefined) return;
    const result = withSuggestion(typed, suggestion);
    ui.list.setFilter(result);
    // There is nothing to go round: what can follow is offered next.
    const isOnly = suggestions.length === 1;
    state.set({completion: isOnly ? undefined : {typed, index, result}, isFresh: false});
  };
  const field = useTextLine('filter', buffer, {
    actions: {
      'filter.done':
        number === undefined
          ? {run: done, disabled: problem?.message}
          : {run: () => open(number), disabled: undefined, footer: 'open it'},
      'filter.leave': {run: done, disabled: problem?.message},
      'filter.save': saveAction(ui, filter, problem?.message),
      'filter.cancel': () => {
        ui.list.setFilter('');
        close();
      },
      'filter.complete': {
        run: complete,
        disabled: suggestions.length === 0 ? 'There is nothing to complete here.' : undefined,
      },
      ...(isFresh ? {'filter.search': () => searchInstead(ui)} : {}),
    },
    onTyped: () => state.set({completion: undefined, isFresh: false}),
  });
  const above =
    problem === undefined || isBegun
      ? suggestionLine(suggestions, completion, width)
      : line(span(` ${problem.message}`, 'danger'));
  return (
    <Box flexDirection="column" width={width} height={FILTER_ROWS}>
      <LineText width={width} line={number === undefined ? above : numberLine(number)} />
      <LineText width={width} line={inputLine(span(' / ', 'strong'), field)} />
    </Box>
  );
}

/** What is wrong with the line, and what could come at its end. */
function readLine(filter: string, completion: Completion | undefined, context: FilterContext) {
  const problemOf = (text: string) => parseFilter(text, context).problems[0];
  const typed = completion?.result === filter ? completion.typed : filter;
  const suggestions = completeFilter(typed, context);
  // A word that is only begun is not wrong yet.
  const isBegun =
    suggestions[0] !== undefined && problemOf(typed.slice(0, suggestions[0].start)) === undefined;
  return {problem: problemOf(filter), isBegun, typed, suggestions};
}

function saveAction(ui: Guide, filter: string, problem: string | undefined): KeyAction {
  return {
    run: () => ui.go({type: 'modal', modal: {kind: 'name', search: undefined}}),
    disabled: filter.trim() === '' ? 'There is no filter yet to be kept.' : problem,
  };
}

/** What Enter does where a number is typed. */
function numberLine(entry: NumberEntry): Line {
  return line(
    span(` ${showKey('enter')} `, 'key'),
    span(numberText(entry), 'strong'),
    span(`  ${entry.row?.summary ?? ''}`, 'dim'),
  );
}

function filterOf(list: Selection['list']): State<string> {
  const get = () => list.get().choice.filter;
  return {
    get,
    set: (next) => list.setFilter(typeof next === 'function' ? next(get()) : next),
    subscribe: list.subscribe,
  };
}

function searchInstead(ui: Guide & Pickers): void {
  ui.go({type: 'modal', modal: undefined});
  openSearch(ui);
}

function suggestionLine(
  suggestions: readonly FilterSuggestion[],
  completion: Completion | undefined,
  width: number,
): Line {
  const words = suggestions.map(({text}, index) =>
    index === completion?.index ? span(` ${text} `, 'strong') : span(` ${text} `, 'dim'),
  );
  let used = 1;
  const fitting = words.filter((word) => {
    used += textWidth(word.text);
    return used <= width;
  });
  return line(' ', ...fitting);
}
