import {Box} from 'ink';
import {useMemo} from 'react';
import {line, span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {wrap} from '../../text/width.ts';
import type {Ui} from '../ui.ts';
import {InputLine} from '../InputLine.tsx';
import {exportAll} from './export-all.ts';

export type ExportDialogProps = {
  readonly ui: Pick<Ui, 'go' | 'marks' | 'bulk' | 'closed'>;
  readonly width: number;
  readonly height: number;
};

/** Where the marked tickets are written to, each with its e-mails and files in a folder of its own. */
export function ExportDialog({ui, width, height}: ExportDialogProps) {
  const services = useServices();
  const folder = useMemo(() => createState('.'), []);
  const {shown, hidden} = ui.marks.sorted();
  const ids = [...shown, ...hidden];
  const start = () => exportAll(ui, services, ids, folder.get().trim());
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
      <InputLine
        width={width}
        label="  Folder:"
        text={folder}
        onAccept={start}
        onCancel={() => ui.go({type: 'back'})}
      />
    </Box>
  );
}
