import {Box} from 'ink';
import TextInput from 'ink-text-input';
import {useMemo} from 'react';
import {line, span} from '../../components/lines.ts';
import {LineText, Pane} from '../../components/Pane.tsx';
import {useKeys} from '../../hooks/keys.tsx';
import {createState, useValue} from '../../hooks/state.ts';
import {wrap} from '../../text/width.ts';
import type {Ui} from '../../ui.ts';
import {oneLine} from '../usePicker.ts';
import {exportAll} from './export-all.ts';

export type ExportDialogProps = {readonly ui: Ui; readonly width: number; readonly height: number};

const LABEL = '  Folder: ';

/** Where the marked tickets are written to, each with its e-mails and files in a folder of its own. */
export function ExportDialog({ui, width, height}: ExportDialogProps) {
  const folder = useMemo(() => createState('.'), []);
  const typed = useValue(folder);
  const {shown, hidden} = ui.marks.sorted();
  const ids = [...shown, ...hidden];
  const start = () => exportAll(ui, ids, folder.get().trim());
  useKeys('field', {}, {toInk: true, onPaste: (text) => folder.set((now) => now + oneLine(text))});
  useKeys('dialog', {'write.send': start, 'write.close': () => ui.go({type: 'back'})});
  const others = hidden.length === 0 ? '' : ` Of these not in this view: ${hidden.join(', ')}.`;
  const words = `Each ticket goes into a new folder of its own: text, JSON, e-mails and files. ${ids.join(', ')}.${others}`;
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={height - 1}
        title={`Export ${ids.length} ${ids.length === 1 ? 'ticket' : 'tickets'}`}
        foot="Enter exports, Esc leaves it"
        lines={wrap(words, Math.max(1, width - 4)).map((row) => line(span(` ${row}`, 'normal')))}
        focused
      />
      <Box width={width} height={1} overflow="hidden">
        <LineText width={LABEL.length} line={line(span(LABEL, 'strong'))} />
        <TextInput value={typed} onChange={folder.set} onSubmit={start} />
      </Box>
    </Box>
  );
}
