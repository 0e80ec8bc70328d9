import {Box} from 'ink';
import TextInput from 'ink-text-input';
import {useMemo} from 'react';
import {line, span, type Line} from '../components/lines.ts';
import {LineText} from '../components/Pane.tsx';
import {completeFilter, withSuggestion, type FilterSuggestion} from '../domain/filter/complete-filter.ts';
import {useKeys} from '../hooks/keys.tsx';
import {parseFilter} from '../domain/filter/parse-filter.ts';
import {createState} from '../state/state.ts';
import {useValue} from '../hooks/useValue.ts';
import {textWidth} from '../text/width.ts';
import type {Ui} from './ui.ts';
import {oneLine} from './usePicker.ts';

/** Suggestions or what is wrong above, the line itself below. */
export const FILTER_ROWS = 2;

/** Where the tab key is in the suggestions: it goes round from the text that was typed. */
type Completion = {readonly typed: string; readonly index: number; readonly result: string};

type LineState = {
  readonly completion: Completion | undefined;
  /** True until something was typed: then `/` once more means the search in everything. */
  readonly isFresh: boolean;
  /** Grows when the text is replaced from outside: the field then begins anew, its cursor at the end. */
  readonly version: number;
};

/** The filter of this view; the list follows as it is typed. */
export function FilterLine({ui, width}: {readonly ui: Ui; readonly width: number}) {
  const {filter} = useValue(ui.list).choice;
  const state = useMemo(() => createState<LineState>({completion: undefined, isFresh: true, version: 0}), []);
  const {isFresh, version, completion} = useValue(state);
  const context = ui.list.context();
  const problem = parseFilter(filter, context).problems[0];
  const typed = completion?.result === filter ? completion.typed : filter;
  const suggestions = completeFilter(typed, context);
  const replace = (text: string, change: Partial<LineState> = {}) => {
    ui.list.setFilter(text);
    state.set((now) => ({
      ...now,
      completion: undefined,
      isFresh: false,
      version: now.version + 1,
      ...change,
    }));
  };
  const close = () => {
    ui.list.keep();
    ui.go({type: 'modal', modal: undefined});
  };
  const complete = () => {
    const index = completion?.result === filter ? (completion.index + 1) % suggestions.length : 0;
    const suggestion = suggestions[index];
    if (suggestion === undefined) return;
    const result = withSuggestion(typed, suggestion);
    replace(result, {completion: {typed, index, result}});
  };
  useKeys(
    'filter',
    {
      'filter.done': {run: close, disabled: problem?.words},
      'filter.cancel': () => {
        ui.list.setFilter('');
        close();
      },
      'filter.complete': {
        run: complete,
        disabled: suggestions.length === 0 ? 'There is nothing to complete here.' : undefined,
      },
      ...(isFresh ? {'filter.search': () => openSearch(ui)} : {}),
    },
    {toInk: true, onPaste: (text) => replace(filter + oneLine(text))},
  );
  const room = Math.max(4, width - LABEL.length - 1);
  const start = startOf(filter, room);
  return (
    <Box flexDirection="column" width={width} height={FILTER_ROWS}>
      <LineText
        width={width}
        line={
          problem === undefined
            ? suggestionLine(suggestions, completion, width)
            : line(span(` ${problem.words}`, 'danger'))
        }
      />
      <Box width={width} height={1} overflow="hidden">
        <LineText width={LABEL.length} line={line(span(LABEL, 'strong'))} />
        <TextInput
          key={version}
          value={filter.slice(start)}
          onChange={(value) => {
            ui.list.setFilter(filter.slice(0, start) + value);
            state.set((now) => ({...now, completion: undefined, isFresh: false}));
          }}
        />
      </Box>
    </Box>
  );
}

const LABEL = ' / ';

function openSearch(ui: Ui): void {
  ui.go({type: 'modal', modal: undefined});
  ui.go({type: 'push', screen: {kind: 'search'}});
}

/** A filter longer than the line shows its end, where typing goes. */
function startOf(filter: string, room: number): number {
  let start = 0;
  while (textWidth(filter.slice(start)) > room) start += 1;
  // Not between the halves of a surrogate pair.
  return /^[\uDC00-\uDFFF]/.test(filter.slice(start)) ? start + 1 : start;
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
