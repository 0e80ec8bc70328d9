import {describeError, errorLine} from '../../errors.ts';
import type {SaveTarget} from '../../state/navigation.ts';
import type {Services} from '../../state/services.ts';
import type {StoredTicket} from '../../domain/records.ts';
import type {Downloads} from '../../files/download-files.ts';
import {byteText} from '../../text/byte-text.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {TransferReport} from '../../state/transfer-state.ts';
import type {Ui} from '../ui.ts';

const FOLDER = 'save.folder';

/** Where something was saved last; the current folder at first. */
export function lastFolder({store}: Pick<Services, 'store'>): string {
  return store.meta(FOLDER) ?? '.';
}

/** What is about to be saved, in words. */
export function targetText(target: SaveTarget, stored: StoredTicket | undefined): string {
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
export async function saveTarget(
  ui: Pick<Ui, 'fail' | 'go' | 'transfer'>,
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
      save(services, target, {stored, folder, report}),
    );
    store.setMeta(FOLDER, folder);
    ui.go({type: 'notice', notice: {tone: words.isWhole ? 'info' : 'error', message: words.text}});
  } catch (error) {
    ui.fail(error);
  }
}

type Work = {readonly stored: StoredTicket; readonly folder: string; readonly report: TransferReport};
type Saved = {readonly text: string; readonly isWhole: boolean};

async function save(
  {files}: Pick<Services, 'files'>,
  target: SaveTarget,
  {stored, folder, report}: Work,
): Promise<Saved> {
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
