import type {CommandContext} from '../../console/session/command-context.ts';
import {moment, OFFLINE} from '../option-values.ts';
import type {SinceOptions} from './since-command.ts';
import type {SiteOptions} from './site-command.ts';

/** `since` and `site`: what the pages of the console say, for scripts. */
export function definePages(context: CommandContext): void {
  defineSince(context);
  defineSite(context);
}

function defineSince({program, io, withServices}: CommandContext): void {
  program
    .command('since')
    .summary('what happened since you left')
    .description(
      'what became known on this machine since the console was last left for an hour or more (else in half a day), or since a time: what needs you, what was resolved, what is new, what was not sent',
    )
    .argument('[time]', 'since when instead: 8h, 18:00, yesterday 18:00', moment('since'))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck since\n  casedeck sync && casedeck since 8h --json | jq ".waiting[].id"\n',
    )
    .action(async (time: number | undefined, options: SinceOptions) => {
      const {runSince} = await import('./since-command.ts');
      await withServices((services) => Promise.resolve(runSince(services, io, time, options)), {
        several: true,
      });
    });
}

function defineSite({program, io, withServices}: CommandContext): void {
  program
    .command('site')
    .summary('a site: its open tickets, cages, contacts, local time')
    .description(
      'a site (IBX) as this machine knows it: its open tickets, cages, the contacts of its latest tickets, local time and address',
    )
    .argument('<ibx>', 'its code, such as SV5')
    .option('--json', 'print JSON')
    .option('--offline', OFFLINE)
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck site SV5\n  casedeck site SV5 --json | jq -r ".tickets[].id"\n',
    )
    .action(async (ibx: string, options: SiteOptions) => {
      const {runSite} = await import('./site-command.ts');
      await withServices((services, signal) => runSite(services, io, ibx, {...options, signal}), {
        several: true,
      });
    });
}
