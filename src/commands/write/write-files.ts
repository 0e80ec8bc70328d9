import {LIMITS} from '../../domain/limits.ts';
import {AppError} from '../../errors.ts';
import type {DraftKey, KeptUpload} from '../../domain/records.ts';
import {checkFile, type LocalFile} from '../../files/local-file.ts';
import {dropUpload, sizeDoubt} from '../../files/kept-uploads.ts';
import {typeWarning} from '../../domain/new-ticket/known-better.ts';
import {byteText} from '../../text/byte-text.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {askYes} from '../ask.ts';
import type {Io} from '../../console/session/io.ts';
import type {Services} from '../../state/services.ts';
import {showTransfer} from '../read/transfer-line.ts';

/** The options of a command that attaches files. */
export type AttachOptions = {
  /** Paths; `-` is standard input. */
  readonly attach?: readonly string[];
  /** Names for them, in the same order. */
  readonly name?: readonly string[];
  readonly allowSecrets?: boolean;
};

/** Refuses what cannot be meant, before anything is read. Throws an AppError `usage`, or `input` for more than five files. */
export function checkAttachOptions(
  {attach = [], name = []}: AttachOptions,
  io: Io,
  isStdinTaken: boolean,
): void {
  if (name.length > attach.length) {
    throw new AppError('usage', 'There are more names than files.', {
      hint: 'Give --name once for each --attach, in the same order.',
    });
  }
  const piped = attach.flatMap((path, index) => (path === '-' ? [index] : []));
  if (piped.length > 1 || (piped.length > 0 && isStdinTaken)) {
    throw new AppError('usage', 'Standard input is wanted twice.', {
      hint: 'Only one of the text and the files can come from -.',
    });
  }
  if (piped.some((index) => name[index] === undefined)) {
    throw new AppError('usage', 'A file from standard input needs a name.', {
      hint: 'Give it with --name, such as --name sw1.txt.',
    });
  }
  if (piped.length > 0 && io.stdin.isTTY) {
    throw new AppError('usage', 'Nothing is piped in to be attached.', {
      hint: 'Put a command before it, as in: show tech | casedeck note ID -m TEXT --attach - --name sw1.txt',
    });
  }
  checkFileCount(attach.length);
}

/** Throws an AppError `input` for more files than a note or ticket takes. */
export function checkFileCount(count: number): void {
  if (count <= LIMITS.attachments) return;
  throw new AppError('input', `${count} files are too many; at most ${LIMITS.attachments} are allowed.`, {
    hint: 'Nothing was sent. Send the rest with a second note.',
  });
}

/** The files, each checked, before anything is sent. Throws an AppError `input`. */
export async function prepareFiles(options: AttachOptions, io: Io): Promise<readonly LocalFile[]> {
  const files: LocalFile[] = [];
  for (const [index, path] of (options.attach ?? []).entries()) {
    const source = path === '-' ? {stream: io.stdin as AsyncIterable<Uint8Array>} : {path};
    const file = await checkFile(source, options.name?.[index]);
    const warning = typeWarning(file.name);
    if (warning !== undefined) io.note(`casedeck: ${toSafeLine(file.name)} ${warning}; it may be refused.\n`);
    files.push(file);
  }
  return files;
}

/** The warnings about files that look as if they held secrets; empty where none does. */
export function secretWarnings(files: readonly LocalFile[]): string {
  return files
    .filter(({secretCount}) => secretCount > 0)
    .map(secretText)
    .join('');
}

/**
 * Where a file looks as if it held a secret, a person is asked, and without one it is refused. Throws an
 * AppError `input` where it is not to be sent.
 */
export async function askAboutSecrets(
  files: readonly LocalFile[],
  {allowSecrets}: AttachOptions,
  {io, interrupted}: {readonly io: Io; readonly interrupted: AbortSignal},
): Promise<void> {
  const suspect = files.filter(({secretCount}) => secretCount > 0);
  if (suspect.length === 0 || allowSecrets === true) return;
  io.err(secretWarnings(files));
  const names = suspect.map(({name}) => toSafeLine(name)).join(', ');
  const refusal = new AppError(
    'input',
    `${names} ${suspect.length === 1 ? 'seems' : 'seem'} to hold a secret; nothing was sent.`,
    {
      hint: 'Take it out, or give --allow-secrets where it is none. Equinix and everybody who may read the ticket will see the file.',
    },
  );
  if (!io.canAsk()) throw refusal;
  const question = 'Equinix and everybody who may read the ticket will see this.\nSend it all the same?';
  if (!(await askYes(io, question, '--allow-secrets', interrupted))) throw refusal;
}

function secretText({name, secrets, secretCount}: LocalFile): string {
  const more = secretCount - secrets.length;
  return [
    `casedeck: ${toSafeLine(name)} seems to hold ${secretCount === 1 ? 'a secret' : `secrets in ${secretCount} lines`}:`,
    ...secrets.map(({line, what, preview}) => `  line ${line}, ${what}: ${preview}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ].join('\n');
}

export type UploadContext = {
  readonly services: Pick<Services, 'files' | 'store'>;
  readonly io: Io;
  readonly signal: AbortSignal;
  /** Sends what the service has another size of, too. */
  readonly anyway: boolean;
};

/**
 * Uploads the files for a draft and says what became of each; asks where the service has another size of one than it
 * has here: without somebody to ask, and without `anyway`, nothing goes on. Throws an AppError.
 */
export async function uploadFiles(
  {services, io, signal, anyway}: UploadContext,
  draft: DraftKey,
  files: readonly LocalFile[],
): Promise<readonly KeptUpload[]> {
  const onUploaded = ({name, file, size}: KeptUpload, again: boolean) => {
    io.progress('');
    io.note(
      again
        ? `casedeck: ${toSafeLine(file)} was uploaded before.\n`
        : `casedeck: uploaded ${toSafeLine(name)}, ${byteText(size)}.\n`,
    );
  };
  const watch = {signal, onProgress: showTransfer(io), onUploaded};
  const uploads = await services.files.upload(draft, files, watch);
  for (const upload of uploads) await askAboutSize(upload, draft, {services, io, signal, anyway});
  return uploads;
}

async function askAboutSize(
  upload: KeptUpload,
  draft: DraftKey,
  {services, io, signal, anyway}: UploadContext,
): Promise<void> {
  const doubt = sizeDoubt(upload);
  if (doubt === undefined) return;
  if (anyway) return io.note(`casedeck: ${doubt} It is sent all the same.\n`);
  io.err(`casedeck: ${doubt}\n`);
  if (io.canAsk() && (await askYes(io, 'Send it all the same?', '--anyway', signal))) return;
  dropUpload(services.store, draft, upload);
  throw new AppError('input', `Not sent: ${toSafeLine(upload.file)} is not on the service as it is here.`, {
    hint: 'The same command uploads it again; --anyway sends it all the same.',
  });
}
