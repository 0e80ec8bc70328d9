import {AppError, asAppError} from '../errors.ts';
import type {TransferProgress} from '../files/transfer-meter.ts';
import {transferText} from '../files/transfer-text.ts';
import type {ViewedFile} from '../files/view-file.ts';
import {WHOLE, type Zoom} from '../pictures/zoom.ts';
import type {Nav} from './navigation.ts';
import type {Services} from './services.ts';
import {createState, type State} from './state.ts';

export type FileReading =
  | {readonly state: 'reading'; readonly message: string}
  | {readonly state: 'shown'; readonly file: ViewedFile}
  | {readonly state: 'failed'; readonly error: AppError};

/**
 * The one file that is shown. It is kept while a dialog or another screen is above it, and forgotten when it is left.
 */
export type FileView = {
  readonly reading: State<FileReading>;
  /** The first line on screen. */
  readonly top: State<number>;
  readonly find: State<string>;
  readonly zoom: State<Zoom>;
  /** The user has agreed to load it over a slow line, whatever its size. */
  readonly agreed: State<boolean>;
  /** Begins to fetch it, where that was not done before. */
  readonly open: (ticketId: string, fileId: string) => void;
  /** The same once more. */
  readonly again: () => void;
};

const NOTHING: FileReading = {state: 'reading', message: 'Asking the service…'};
/** Over a slow line each change costs bytes. */
const EVERY_MS = 150;

export function createFileView(
  {files, store, clock}: Pick<Services, 'files' | 'store' | 'clock'>,
  nav: State<Nav>,
): FileView {
  const reading = createState<FileReading>(NOTHING);
  const [top, find, zoom, agreed] = [createState(0), createState(''), createState(WHOLE), createState(false)];
  let current: {readonly ticketId: string; readonly fileId: string} | undefined;
  let leaving = new AbortController();
  const forget = () => {
    leaving.abort();
    leaving = new AbortController();
    current = undefined;
    reading.set(NOTHING);
    top.set(0);
    find.set('');
    zoom.set(WHOLE);
    agreed.set(false);
  };
  const start = (ticketId: string, fileId: string) => {
    forget();
    current = {ticketId, fileId};
    const {signal} = leaving;
    const put = (next: FileReading) => {
      if (!signal.aborted) reading.set(next);
    };
    read({files, store}, current, {signal, onProgress: reportTo(put, clock.now)}).then(
      (file) => put({state: 'shown', file}),
      (error: unknown) => put({state: 'failed', error: asAppError(error)}),
    );
  };
  nav.subscribe(() => {
    if (current !== undefined && !nav.get().screens.some(({kind}) => kind === 'file')) forget();
  });
  return {
    reading,
    top,
    find,
    zoom,
    agreed,
    open(ticketId, fileId) {
      if (current?.ticketId !== ticketId || current.fileId !== fileId) start(ticketId, fileId);
    },
    again() {
      if (current !== undefined) start(current.ticketId, current.fileId);
    },
  };
}

async function read(
  {files, store}: Pick<Services, 'files' | 'store'>,
  {ticketId, fileId}: {readonly ticketId: string; readonly fileId: string},
  watch: Parameters<Services['files']['view']>[2],
): Promise<ViewedFile> {
  const ticket = store.ticket(ticketId)?.ticket;
  const attachment = ticket?.attachments?.find(({id}) => id === fileId);
  if (ticket !== undefined && attachment !== undefined) return await files.view(ticket, attachment, watch);
  throw new AppError('not-found', 'The ticket has no such file any more.', {hint: 'Go back and refresh it.'});
}

function reportTo(put: (next: FileReading) => void, now: () => number): (progress: TransferProgress) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const isLast = progress.done === progress.total;
    if (now() - saidAt < EVERY_MS && !isLast) return;
    saidAt = now();
    put({state: 'reading', message: isLast ? 'Reading the file…' : transferText('', progress).trimEnd()});
  };
}
