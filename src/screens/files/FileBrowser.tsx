import {useMemo} from 'react';
import {line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import type {DraftFiles} from '../../state/draft-files.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {createPicker} from '../../state/picker-state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {createTextBuffer} from '../../text/edit/text-buffer.ts';
import {wrap} from '../../text/width.ts';
import {usePicker} from '../usePicker.ts';
import {completePath, type FileOption} from './file-options.ts';
import {attachedRows, secretRows} from './file-text.ts';
import {pathLines} from './path-lines.ts';
import {useFileOptions} from './useFileOptions.ts';

export type FileBrowserProps = {
  readonly width: number;
  readonly height: number;
  readonly files: DraftFiles;
  readonly onClose: () => void;
};

/** Files of this machine to go with a text: a path with completion, the folder it is in, and what is chosen already. */
export function FileBrowser({width, height, files, onClose: close}: FileBrowserProps) {
  const onClose = () => {
    // What is still being looked at may yet turn out to be no file: then sending says so.
    if (!files.isLooking()) files.dismiss();
    close();
  };
  const picker = useMemo(() => createPicker(), []);
  useValue(picker.buffer);
  const {chosen, attached, problem} = useValue(files);
  const typed = picker.text();
  const {options, remark} = useFileOptions(typed);
  const inner = width - 2;
  const head = headLines([...attachedRows(chosen, attached)], chosen.flatMap(secretRows), problem, inner);
  const rows = Math.max(1, height - 3 - head.length - 1);
  const entries = typed.trim() === '' ? [undefined, ...options] : options;
  const setTyped = (text: string) => picker.buffer.set(createTextBuffer(text));
  const list = usePicker<FileOption | undefined>(picker, {
    entries,
    keyOf: (option) => option?.value ?? '',
    page: rows,
    onChoose(option) {
      if (option?.isFolder === true) return setTyped(option.value);
      const path = option?.value ?? typed.trim();
      if (path === '') return onClose();
      setTyped('');
      void files.add(path);
    },
    onClose,
  });
  useKeys('form', {
    'form.next': () => setTyped(completePath(typed, options, list.entries[list.index])),
    'form.remove': {
      run: files.removeLast,
      disabled: chosen.length + attached.length === 0 ? 'No file is chosen yet.' : undefined,
    },
    'form.close': onClose,
  });
  return (
    <Pane
      width={width}
      height={height}
      title="Attach files"
      foot="Enter attaches or opens a folder, Esc goes back to the text"
      lines={[...head, ...pathLines({label: 'Path', field: list.field, remark, list, rows})]}
      focused
    />
  );
}

function headLines(
  names: readonly string[],
  secrets: readonly string[],
  problem: readonly string[],
  width: number,
): readonly Line[] {
  const rows = (texts: readonly string[]) => texts.flatMap((text) => wrap(text, Math.max(8, width - 2)));
  return [
    ...rows(names).map((row) => line(span(` ${row}`, 'strong'))),
    ...rows(secrets).map((row) => line(span(` ${row}`, 'warning'))),
    ...rows(problem).map((row) => line(span(` ${row}`, 'danger'))),
  ];
}
