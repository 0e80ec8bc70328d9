import {plainId} from '../../domain/ticket/ticket-ids.ts';
import type {CommandContext} from '../../console/session/command-context.ts';
import type {DownloadOptions} from './download-command.ts';
import type {EmailOptions} from './email.ts';
import type {ExportOptions} from './export.ts';
import {byteCount, OFFLINE} from '../option-values.ts';
import {accountOf} from '../each-account.ts';
import {writeContext, type WriteContext} from '../write/write-context.ts';

const DOWNLOAD_HELP = `
Examples:
  casedeck download 11150929                   every file, into this folder
  casedeck download 11150929 slot3-before.jpg --to ~/pictures
  casedeck download 11150929 core.dump --most 4GB
  casedeck download 11150929 --json | jq -r '.files[].path'

Existing files are never replaced: a second one becomes "name (1).txt".
`;

const EXPORT_HELP = `
Examples:
  casedeck export 11150929                     a new folder 11150929 here
  casedeck export 11150929 --to ~/audit && cd ~/audit/11150929 && sha256sum -c SHA256SUMS

The folder holds ticket.txt, ticket.json, raw.json, emails/, files/ and SHA256SUMS. Where something could
not be had, its name ends in "(incomplete)", and INCOMPLETE.txt says what and why.
`;

const EMAIL_HELP = `
Examples:
  casedeck email 11150929                      which e-mails there are
  casedeck email 11150929 02s7z00000D30lZAAR
  casedeck email 11150929 02s7z00000D30lZAAR --save answer.html
`;

const MOST = 'limit for a file whose length the service does not say, such as 2GB (default: 256 MB)';

/** What brings files and e-mails of a ticket to this machine. */
export function defineFiles({program, io, withServices}: CommandContext): void {
  program
    .command('email')
    .description('an e-mail of a ticket with its headers; without its id, a list')
    .argument('<id>', 'case number or order number', plainId)
    .argument('[emailId]', 'as the list and "show" print it')
    .option('--html', 'its HTML instead of its text')
    .option('--save <file>', 'into a new file: HTML for .html, otherwise text')
    .option('--offline', OFFLINE)
    .option('--json', 'print JSON')
    .addHelpText('after', EMAIL_HELP)
    .action(async (id: string, emailId: string | undefined, options: EmailOptions) => {
      const {runEmail} = await import('./email.ts');
      await withServices((...given) => runEmail(...ticketOf(writeContext(io, given), id), emailId, options), {
        goOn: options.offline !== true,
        several: true,
      });
    });

  program
    .command('download')
    .description('files of a ticket; all if none is named')
    .argument('<id>', 'case number or order number', plainId)
    .argument('[attachment...]', 'ids or names of files')
    .option('--to <folder>', 'target folder (default: this folder)')
    .option('--most <size>', MOST, byteCount('--most'))
    .option('--json', 'print JSON')
    .addHelpText('after', DOWNLOAD_HELP)
    .action(async (id: string, attachments: readonly string[], options: DownloadOptions) => {
      const {runDownload} = await import('./download-command.ts');
      await withServices(
        (...given) => runDownload(...ticketOf(writeContext(io, given), id), attachments, options),
        {goOn: true, several: true},
      );
    });

  program
    .command('export')
    .description('all of a ticket into a new folder: texts, JSON, e-mails, files, checksums')
    .argument('<id>', 'case number or order number', plainId)
    .option('--to <folder>', 'where to make the new folder (default: here)')
    .option('--most <size>', MOST, byteCount('--most'))
    .option('--json', 'print JSON')
    .addHelpText('after', EXPORT_HELP)
    .action(async (id: string, options: ExportOptions) => {
      const {runExport} = await import('./export.ts');
      await withServices((...given) => runExport(...ticketOf(writeContext(io, given), id), options), {
        goOn: true,
        several: true,
      });
    });
}

/** Of several accounts the one that has the ticket does it alone. */
function ticketOf(context: WriteContext, id: string): [context: WriteContext, id: string] {
  const {services, number} = accountOf(context.services, id);
  return [{...context, services}, number];
}
