import {AppError, exitCodeOf} from '../../errors.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {exportTicket, type ExportedFile, type ExportedTicket} from '../../files/export-ticket.ts';
import {openFolder} from '../../files/new-file.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {fileText, type DownloadOptions} from './download-command.ts';
import {printJson} from '../print-json.ts';
import {readTickets} from './read-tickets.ts';
import type {WriteContext} from '../write/write-context.ts';
import {errorJson, type ErrorJson} from '../write/write-json.ts';

export type ExportOptions = DownloadOptions;

/** What `export` prints with `--json`. */
export type ExportJson = {
  readonly ticket: string;
  /** The new folder; its name ends in "(incomplete)" where something is missing. */
  readonly folder: string;
  readonly complete: boolean;
  readonly files: readonly ExportedFile[];
  readonly missing: readonly MissingJson[];
};

export type MissingJson = {readonly what: string; readonly error: ErrorJson};

/** `casedeck export ID`: all of a ticket in a new folder; parts that could not be read are named there, and told. */
export async function runExport(
  context: WriteContext,
  id: string,
  {to, most, json}: ExportOptions,
): Promise<number> {
  const {services, io} = context;
  const {tickets} = await readTickets(services, io, [id], false);
  const [stored] = tickets;
  if (stored === undefined) throw new AppError('not-found', `There is no ticket ${toSafeLine(id)}.`);
  const parent = await openFolder(to ?? '.');
  const {folder, files, missing} = await context.finishing(exportAs(context, stored, parent, most));
  if (json === true) {
    const list = missing.map(({what, error}) => ({what, error: errorJson(error)}));
    printJson(io, {
      ticket: stored.ticket.id,
      folder,
      complete: missing.length === 0,
      files,
      missing: list,
    } satisfies ExportJson);
  } else io.out(`${toSafeLine(folder)}\n`);
  return missing[0] === undefined ? 0 : exitCodeOf(missing[0].error);
}

function exportAs(
  {services, io, interrupted: signal}: WriteContext,
  stored: StoredTicket,
  parent: string,
  mostBytes: number | undefined,
): Promise<ExportedTicket> {
  const deps = {...services, perSecond: services.settings.api.rate.perSecond};
  const onEmail = (done: number, total: number) => io.progress(`casedeck: ${done} of ${total} e-mails`);
  const watch = {signal, onEmail, mostBytes, ...fileText(io)};
  return exportTicket(deps, stored, parent, watch).finally(() => io.progress(''));
}
