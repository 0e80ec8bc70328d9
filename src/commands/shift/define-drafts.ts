import {plainId} from '../../domain/ticket/ticket-ids.ts';
import type {CommandContext} from '../../console/session/command-context.ts';
import {DRY_RUN} from '../option-values.ts';
import type {DraftsOptions} from './drafts-command.ts';

const KINDS = ['note', 'reply', 'answer', 'cancel', 'create', 'remark'];

/** `drafts` and what it can do with one. */
export function defineDrafts({program, io, withServices}: CommandContext): void {
  const drafts = program
    .command('drafts')
    .description('texts that were begun and not sent')
    .helpCommand(false)
    .addHelpText(
      'after',
      '\nA draft of a new ticket is called "new".\n\nExamples:\n  casedeck drafts\n  casedeck drafts show 11150929 > note.txt\n  casedeck drafts delete 11150929 --kind reply\n',
    );
  const kind = () => program.createOption('--kind <kind>', 'only of this kind').choices(KINDS);
  const ticket = 'ticket whose draft is meant, or new';
  drafts
    .command('list', {isDefault: true})
    .description('list them, the newest first')
    .option('--json', 'print JSON')
    .addOption(kind())
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck drafts list\n  casedeck drafts list --json | jq -r ".[].id"\n',
    )
    .action(async (options: DraftsOptions) => {
      const {runDrafts} = await import('./drafts-command.ts');
      await withServices((services) => Promise.resolve(runDrafts(services, io, options)), {several: true});
    });
  drafts
    .command('show')
    .description('print the text of one')
    .argument('<id>', ticket, plainId)
    .option('--json', 'print JSON')
    .addOption(kind())
    .addHelpText('after', '\nExamples:\n  casedeck drafts show 11150929\n  casedeck drafts show new --json\n')
    .action(async (id: string, options: DraftsOptions) => {
      const {runShowDraft} = await import('./drafts-command.ts');
      await withServices((services) => Promise.resolve(runShowDraft(services.store, io, id, options)), {
        several: true,
      });
    });
  drafts
    .command('delete')
    .description('delete one for good; its text is printed')
    .argument('<id>', ticket, plainId)
    .option('--yes', 'do not ask')
    .option('--dry-run', DRY_RUN)
    .addOption(kind())
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck drafts delete 11150929 --kind reply\n  casedeck drafts delete new --yes\n',
    )
    .action(async (id: string, options: DraftsOptions) => {
      const {runDeleteDraft} = await import('./drafts-command.ts');
      await withServices((services) => runDeleteDraft(services.store, io, id, options));
    });
}
