import {useMemo} from 'react';
import {line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useKeys} from '../../hooks/keys.tsx';
import {createPicker} from '../../state/picker-state.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import type {SaveTarget} from '../../state/navigation.ts';
import {createTextBuffer} from '../../text/edit/text-buffer.ts';
import {wrap} from '../../text/width.ts';
import type {Sized} from '../ui.ts';
import {usePicker} from '../usePicker.ts';
import {completePath, type FileOption} from './file-options.ts';
import {lastFolder, saveTarget, targetText} from './save-target.ts';
import {pathLines} from './path-lines.ts';
import {useFileOptions} from './useFileOptions.ts';

export type SaveDialogProps = Sized<'go' | 'transfer' | 'fail'> & {
  readonly target: SaveTarget;
};

/** Which folder something is saved in: typed, completed, or chosen; nothing there is ever replaced. */
export function SaveDialog({ui, width, height, target}: SaveDialogProps) {
  const services = useServices();
  const picker = useMemo(() => createPicker(lastFolder(services)), [services]);
  useValue(picker.buffer);
  const typed = picker.text();
  const {options: found, remark} = useFileOptions(typed);
  const options = found.filter(({isFolder}) => isFolder);
  const inner = width - 2;
  const words = `Saves ${targetText(target, services.store.ticket(target.ticketId))}. Files that exist are never replaced.`;
  const head = wrap(words, Math.max(8, inner - 2)).map((row) => line(` ${row}`));
  const rows = Math.max(1, height - 2 - head.length - 2);
  const setTyped = (text: string) => picker.buffer.set(createTextBuffer(text));
  const close = () => ui.go({type: 'back'});
  const list = usePicker<FileOption | undefined>(picker, {
    entries: [undefined, ...options],
    keyOf: (option) => option?.value ?? '',
    page: rows,
    onChoose(option) {
      if (option !== undefined) return setTyped(option.value);
      void saveTarget(ui, services, target, typed.trim() === '' ? '.' : typed.trim());
    },
    onClose: close,
  });
  useKeys('form', {
    'form.next': () => setTyped(completePath(typed, options, list.entries[list.index])),
    'form.close': close,
  });
  return (
    <Pane
      width={width}
      height={height}
      title="Save"
      foot="Enter saves in this folder, Esc leaves it"
      lines={[...head, ...pathLines({label: 'Folder', field: list.field, remark, list, rows})]}
      focused
    />
  );
}
