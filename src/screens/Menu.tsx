import {Box, Text} from 'ink';
import SelectInput, {type IndicatorProps, type ItemProps} from 'ink-select-input';
import {useMemo} from 'react';
import {useKeyDispatcher, useKeys, type KeyActions, type KeyLayerOptions} from '../hooks/keys.tsx';
import {usePointer} from '../hooks/usePointer.ts';
import {createPointer} from '../state/pointer.ts';
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
  /** The same, about the item that is marked. */
  readonly actionsFor?: (value: V | undefined) => KeyActions;
  /** Where what is typed is a text, and chooses nothing. */
  readonly typing?: Pick<KeyLayerOptions, 'onText' | 'isText' | 'onPaste'>;
};

/** A list to choose one from, by arrows, j and k, number keys, and Enter. */
export function Menu<V extends string>({
  items,
  width,
  height,
  initial,
  onChoose,
  actions,
  actionsFor,
  typing,
}: MenuProps<V>) {
  const start = items.find((item) => item.value === initial)?.value;
  const pointer = useMemo(() => createPointer(start), [start]);
  const list = usePointer(pointer, {entries: items, keyOf: (item) => item.value, height});
  const {entries} = list;
  const values = entries.map((item) => item.value).join('\n');
  useKeys(
    'menu',
    {
      'menu.choose': () => {
        const value = list.pointed()?.value;
        if (value !== undefined) onChoose(value);
      },
      ...actions,
      ...actionsFor?.(list.pointed()?.value),
    },
    {toInk: true, ...typing},
  );
  const {hears} = useKeyDispatcher();
  const gone = list.isGone ? entries[list.index]?.value : undefined;
  const Item = itemOf(entries, width - 3, gone);
  return (
    <Box width={width} height={height} overflow="hidden" flexDirection="column">
      <SelectInput
        key={values}
        isFocused={hears('menu')}
        items={entries.map(({value}) => ({value, label: value}))}
        initialIndex={list.index}
        limit={Math.min(height, entries.length)}
        indicatorComponent={Indicator}
        itemComponent={Item}
        onHighlight={({value}) => pointer.choose(value)}
        onSelect={({value}) => onChoose(value)}
      />
    </Box>
  );
}

function Indicator({isSelected = false}: IndicatorProps) {
  return <Text>{isSelected ? ` ${theme.glyphs.pointer} ` : '   '}</Text>;
}

function itemOf<V extends string>(items: readonly MenuItem<V>[], width: number, gone: V | undefined) {
  const lines = new Map<string, Line>(items.map(({value, spans}) => [value, line(...spans)]));
  return function Item({label, isSelected = false}: ItemProps) {
    const shown = lines.get(label) ?? line(label);
    const look = {...shown, selected: isSelected, isGone: isSelected && label === gone};
    return <Text wrap="truncate">{paintLine(look, Math.max(1, width))}</Text>;
  };
}
