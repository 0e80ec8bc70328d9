import type {CommandContext} from '../../console/session/command-context.ts';
import type {ListOptions} from './list-command.ts';
import type {RemoteOptions} from './list-remote.ts';
import {readIds} from '../ids.ts';
import type {NoticesOptions} from './notices-command.ts';
import {IDS, list, moment, OFFLINE, wholeNumber} from '../option-values.ts';
import {RANGES, SORTS, SOURCES} from '../../domain/orders/order-names.ts';
import {ORDERS} from './list-names.ts';
import type {ShowOptions} from './show.ts';

const LIST_HELP = `
Examples:
  casedeck list                                what is open, what needs you first
  casedeck list --view action --json           ready for jq
  casedeck list --ibx SV5,LD8 cage door        with these words, at these sites
  casedeck list is:unread 'age:>2h' turn:us    as after / in the console
  casedeck list --filter 'ibx:SV5 is:unread'   the same as one word, for scripts
  casedeck list --view all --csv > tickets.csv
  casedeck list --status closed --sort updated --limit 20
  casedeck list --remote --range 30d --status closed
  casedeck --profile prod,lab list              several accounts in one list; all: every one
  casedeck list --remote --source reference --query CHG0042
`;

const SHOW_HELP = `
Examples:
  casedeck show 11150929
  casedeck show 11150929 --json | jq -r '.notes[].text'
  pbpaste | casedeck show -                    every ticket that a text names
  casedeck show 1-204976070710 --raw           the service's own JSON
`;

const OPEN_HELP = `
Examples:
  casedeck open 11150929
  casedeck open "Please look at 1-204976070710 again"
`;

const NOTICES_HELP = `
Examples:
  casedeck notices --running
  casedeck notices --ibx SV5,LD8 --planned
  casedeck notices --json | jq -r '.[] | select(.sort == "incident") | .summary'
  casedeck notices --ics > /srv/www/equinix.ics    for the team's calendar, by cron
`;

/** `list`, `notices`, `show` and `open`. */
export function defineReading(context: CommandContext): void {
  defineList(context);
  defineNotices(context);
  const {program, io, withServices} = context;
  program
    .command('show')
    .summary('tickets with their notes')
    .description('tickets with their notes, from the service or else from the store')
    .argument('<id...>', IDS)
    .option('--json', 'print JSON: an object, or a list for several ids')
    .option('--raw', "print the service's own JSON")
    .option('--order', 'with --raw: its row of order history')
    .option('--offline', OFFLINE)
    .addHelpText('after', SHOW_HELP)
    .action(async (ids: readonly string[], options: ShowOptions) => {
      const {runShow} = await import('./show.ts');
      await withServices((services) => runShow(services, io, ids, options), {
        goOn: options.offline !== true,
        several: true,
      });
    });
  program
    .command('open')
    .summary('the console at a ticket')
    .description('the console at a ticket; without a terminal its text, as show prints it')
    .argument('<id>', 'case or order number, or any text with one')
    .addHelpText('after', OPEN_HELP)
    .action(async (given: string) => {
      if (io.stdin.isTTY && io.stdout.isTTY) {
        const [{profileNames}, {resolvePaths}] = await Promise.all([
          import('../../settings/settings.ts'),
          import('../../settings/paths.ts'),
        ]);
        const {env} = io;
        const names = await profileNames({env, paths: resolvePaths(env), profile: context.flags().profile});
        const {ids} = await readIds([given], io, names.length > 1 ? names : []);
        const {startConsole} = await import('../scripts/start-console.ts');
        context.done(await startConsole(io, context.flags(), {ticket: ids[0] ?? ''}));
        return;
      }
      const {runShow} = await import('./show.ts');
      await withServices((services) => runShow(services, io, [given], {}), {goOn: true, several: true});
    });
}

function defineNotices({program, io, withServices}: CommandContext): void {
  program
    .command('notices')
    .summary('incidents and maintenance of the sites')
    .description(
      'what Equinix tells about the sites: incidents, maintenance, advisories; now, planned, past 30 days',
    )
    .argument('[words...]', 'each must occur')
    .addOption(program.createOption('--json', 'print JSON').conflicts('ics'))
    .option('--ics', 'print an iCalendar, for a calendar to subscribe to')
    .option('--ibx <ibx>', 'only about these IBXs', list)
    .option('--running', 'only those that go on now')
    .option('--planned', 'only planned ones')
    .option('--past', 'only those that are over')
    .option('--utc', 'times in UTC')
    .option('--offline', OFFLINE)
    .addHelpText('after', NOTICES_HELP)
    .action(async (words: readonly string[], options: NoticesOptions) => {
      const {runNotices} = await import('./notices-command.ts');
      await withServices((services) => runNotices(services, io, words, options), {
        goOn: options.offline !== true,
        several: true,
      });
    });
}

function defineList({program, io, withServices}: CommandContext): void {
  program
    .command('list')
    .summary('the tickets of a view')
    .description('the tickets of a view, from the service or else from the store')
    .argument('[filter...]', 'words, or any filter as in the console')
    .option('--json', 'print JSON')
    .addOption(
      program.createOption('--csv', 'print comma-separated values, for a spreadsheet').conflicts('json'),
    )
    .addOption(program.createOption('--tsv', 'print tab-separated values').conflicts(['json', 'csv']))
    .option('--filter <filter>', 'a filter as one word, as after / in the console')
    .option('--view <view>', 'which tickets (open)')
    .option('--status <status>', 'only these statuses, such as action or closed', list)
    .option('--ibx <ibx>', 'only these IBXs', list)
    .addOption(
      program
        .createOption('--sort <order>', 'order of the rows')
        .choices([...new Set([...ORDERS, ...Object.keys(SORTS)])]),
    )
    .option('--reverse', 'the other way round')
    .option('--limit <number>', 'at most this many', wholeNumber('--limit', 1_000_000))
    .option('--offline', OFFLINE)
    .option('--remote', 'search order history on the service instead, all pages')
    .addOption(
      program.createOption('--range <range>', 'how far back (--remote)').choices(Object.keys(RANGES)),
    )
    .option('--from <day>', 'opened on this day or later (--remote)', moment('--from'))
    .option('--to <day>', 'opened on this day or before (--remote)', moment('--to'))
    .option('--query <text>', 'with this text in one of the sources (--remote)')
    .option('--source <source>', `where --query looks (--remote); ${Object.keys(SOURCES).join(', ')}`, list)
    .addHelpText('after', LIST_HELP)
    .action(async (words: readonly string[], options: ListOptions & RemoteOptions) => {
      if (options.remote === true) {
        const {runRemoteList} = await import('./list-remote.ts');
        await withServices(
          (services, interrupted) => runRemoteList(services, io, {...options, words}, interrupted),
          {several: true},
        );
        return;
      }
      const {runList} = await import('./list-command.ts');
      await withServices((services) => runList(services, io, options, words), {
        goOn: options.offline !== true,
        several: true,
      });
    });
}
