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
import {tellUser, type Guide, type Runs, type Sized} from '../ui.ts';
import {usePicker} from '../usePicker.ts';
import {completePath, type FileOption} from './file-options.ts';
import {pathLines} from './path-lines.ts';
import {useFileOptions} from './useFileOptions.ts';
import {describeError, errorLine} from '../../errors.ts';
import type {Services} from '../../state/services.ts';
import type {StoredTicket} from '../../domain/records.ts';
import type {Downloads} from '../../files/download-files.ts';
import {byteText} from '../../text/byte-text.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {TransferReport} from '../../state/transfer-state.ts';
import type {Files} from '../../files/file-types.ts';
import type {Store} from '../../store/store.ts';

export type SaveDialogProps = Sized<Guide & Runs> & {
  readonly target: SaveTarget;
};

/** Which folder something is saved in: typed, completed, or chosen; nothing there is ever replaced. */
export function SaveDialog({ui, width, height, target}: SaveDialogProps) {
  const services = useServices();
  const picker = useMemo(() => createPicker(lastFolder(services.store)), [services]);
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

const FOLDER = 'save.folder';

/** Where something was saved last; the current folder at first. */
function lastFolder(store: Store): string {
  return store.meta(FOLDER) ?? '.';
}

/** What is about to be saved, in words. */
function targetText(target: SaveTarget, stored: StoredTicket | undefined): string {
  const files = stored?.ticket.attachments ?? [];
  switch (target.what) {
    case 'files':
      return `${files.length} files of ${target.ticketId}`;
    case 'ticket':
      return `${target.ticketId}: text, JSON, e-mails, ${files.length} files and a list of SHA-256 sums`;
    case 'email':
      return `the e-mail as .${target.as}`;
    case 'file':
      return files.find(({id}) => id === target.fileId)?.name ?? target.fileId;
  }
}

/** Writes it into the folder, with progress, and says where it is now. Never throws. */
async function saveTarget(
  ui: Guide & Runs,
  services: Pick<Services, 'store' | 'files'>,
  target: SaveTarget,
  folder: string,
): Promise<void> {
  const {store} = services;
  ui.go({type: 'modal', modal: undefined});
  const stored = store.ticket(target.ticketId);
  try {
    if (stored === undefined) throw new Error(`${target.ticketId} is not known here.`);
    const words = await ui.transfer.run('Asking the service…', (report) =>
      save(services.files, target, {stored, folder, report}),
    );
    store.setMeta(FOLDER, folder);
    tellUser(ui, words.text, words.isWhole ? 'info' : 'error');
  } catch (error) {
    ui.fail(error);
  }
}

type Work = {readonly stored: StoredTicket; readonly folder: string; readonly report: TransferReport};
type Saved = {readonly text: string; readonly isWhole: boolean};

async function save(files: Files, target: SaveTarget, {stored, folder, report}: Work): Promise<Saved> {
  const {signal, progress, say} = report;
  const {ticket} = stored;
  const watch = {signal, onProgress: progress};
  if (target.what === 'email') {
    return {text: `Saved ${toSafeLine(await files.saveEmail(target, folder, signal))}`, isWhole: true};
  }
  if (target.what === 'ticket') {
    const onEmail = (done: number, total: number) => say(`${done} of ${total} e-mails`);
    const exported = await files.exportTicket(stored, folder, {...watch, onEmail});
    const missing = exported.missing.map(({what, error}) => `${what}: ${describeError(error).title}`);
    const all = missing.length === 0 ? '' : ` Missing: ${missing.join(' ')}`;
    return {text: `Saved in ${toSafeLine(exported.folder)}.${all}`, isWhole: missing.length === 0};
  }
  const all = ticket.attachments ?? [];
  const wanted = target.what === 'file' ? all.filter(({id}) => id === target.fileId) : all;
  const downloads = await files.download(ticket, wanted, folder, watch);
  return downloadText(downloads);
}

function downloadText({files, failed}: Downloads): Saved {
  const saved = files.map(({path, size}) => `${toSafeLine(path)} (${byteText(size)})`);
  const troubles = failed.map(
    ({attachment: {id, name}, error}) => `${name ?? id} was not saved: ${errorLine(error)}`,
  );
  const text = [saved.length === 0 ? '' : `Saved ${saved.join(', ')}.`, ...troubles]
    .filter(Boolean)
    .join(' ');
  return {text, isWhole: failed.length === 0};
}
