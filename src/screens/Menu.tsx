import {Box, Text} from 'ink';
import SelectInput, {type IndicatorProps, type ItemProps} from 'ink-select-input';
import {useMemo} from 'react';
import {useKeyDispatcher, useKeys, type KeyActions} from '../hooks/keys.tsx';
import {createState} from '../state/state.ts';
import {theme} from '../terminal/theme.ts';
import {line, type Line, type Span} from '../components/lines.ts';
import {paintLine} from '../components/paint.ts';

export type MenuItem<V extends string> = {
  readonly value: V;
  readonly spans: readonly (Span | string)[];
};

export type MenuProps<V extends string> = {
  readonly items: readonly MenuItem<V>[];
  readonly width: number;
  /** Rows; with more items it scrolls. */
  readonly height: number;
  readonly initial?: V | undefined;
  readonly onChoose: (value: V) => void;
  /** What else the keys do while the menu has them. */
  readonly actions: KeyActions;
};

/** A list to choose one from, by arrows, j and k, number keys, and Enter. */
export function Menu<V extends string>({items, width, height, initial, onChoose, actions}: MenuProps<V>) {
  const start = Math.max(
    0,
    items.findIndex((item) => item.value === initial),
  );
  const values = items.map((item) => item.value).join('\n');
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new list begins at its own start
  const marked = useMemo(() => createState(items[start]?.value), [values]);
  useKeys(
    'menu',
    {
      'menu.choose': () => {
        const value = marked.get();
        if (value !== undefined) onChoose(value);
      },
      ...actions,
    },
    {toInk: true},
  );
  const {hears} = useKeyDispatcher();
  const Item = useMemo(() => itemOf(items, width - 3), [items, width]);
  return (
    <Box width={width} height={height} overflow="hidden" flexDirection="column">
      <SelectInput
        key={values}
        isFocused={hears('menu')}
        items={items.map(({value}) => ({value, label: value}))}
        initialIndex={start}
        limit={Math.min(height, items.length)}
        indicatorComponent={Indicator}
        itemComponent={Item}
        onHighlight={({value}) => marked.set(value)}
        onSelect={({value}) => onChoose(value)}
      />
    </Box>
  );
}

function Indicator({isSelected = false}: IndicatorProps) {
  return <Text>{isSelected ? ` ${theme.glyphs.pointer} ` : '   '}</Text>;
}

function itemOf<V extends string>(items: readonly MenuItem<V>[], width: number) {
  const lines = new Map<string, Line>(items.map(({value, spans}) => [value, line(...spans)]));
  return function Item({label, isSelected = false}: ItemProps) {
    const shown = lines.get(label) ?? line(label);
    return <Text wrap="truncate">{paintLine({...shown, selected: isSelected}, Math.max(1, width))}</Text>;
  };
}
