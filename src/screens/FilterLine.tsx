import {Box, Text} from 'ink';
import TextInput from 'ink-text-input';
import {useKeys} from '../hooks/keys.tsx';
import {useValue} from '../hooks/state.ts';
import type {Ui} from '../ui.ts';

/** The words to filter by; the list follows as they are typed. */
export function FilterLine({ui, width}: {readonly ui: Ui; readonly width: number}) {
  const {filter} = useValue(ui.list);
  useKeys(
    'filter',
    {
      'filter.done': () => ui.go({type: 'modal', modal: undefined}),
      'filter.cancel': () => {
        ui.list.setFilter('');
        ui.go({type: 'modal', modal: undefined});
      },
    },
    {toInk: true, onPaste: (text) => ui.list.setFilter(filter + oneLine(text))},
  );
  return (
    <Box width={width} height={1} overflow="hidden">
      <Text> / </Text>
      <TextInput value={filter} onChange={(value) => ui.list.setFilter(value)} />
    </Box>
  );
}

/** What a pasted text is on one line: filters have no line breaks. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
