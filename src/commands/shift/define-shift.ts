import {plainId} from '../../domain/ticket/ticket-ids.ts';
import type {CommandContext} from '../../console/session/command-context.ts';
import type {AuditOptions} from './audit-command.ts';
import {defineDrafts} from './define-drafts.ts';
import {definePages} from './define-pages.ts';
import type {HandoverOptions} from './handover-command.ts';
import {DRY_RUN, duration, IDS, list, moment, OFFLINE, wholeNumber} from '../option-values.ts';
import type {SearchOptions} from '../read/search-command.ts';
import type {SnoozeOptions} from './snooze-command.ts';
import type {SyncOptions} from './sync-command.ts';
import type {TrackOptions} from './track.ts';
import type {WatchOptions} from './watch.ts';

/** What a shift needs besides reading and writing: following, watching, looking things up, handing over. */
export function defineShift(context: CommandContext): void {
  defineSearch(context);
  defineTrack(context);
  defineSnooze(context);
  defineSync(context);
  definePages(context);
  defineWatch(context);
  defineHandover(context);
  defineAudit(context);
  defineDrafts(context);
}

function defineSearch({program, io, withServices}: CommandContext): void {
  program
    .command('search')
    .summary('look through everything known here, offline')
    .description('everything known on this machine: notes, e-mails, descriptions, references; works offline')
    .argument('<words...>', 'each must occur, as the start of a word')
    .option('--json', 'print JSON')
    .option('--limit <number>', 'at most this many (50)', wholeNumber('--limit', 10_000))
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck search light levels\n  casedeck search CHG0042 --json | jq -r ".[].id"\n',
    )
    .action(async (words: readonly string[], options: SearchOptions) => {
      const {runSearch} = await import('../read/search-command.ts');
      await withServices((services) => Promise.resolve(runSearch(services.store, io, words, options)), {
        several: true,
      });
    });
}

function defineTrack({program, io, withServices}: CommandContext): void {
  program
    .command('track')
    .summary('follow tickets by number')
    .description(
      'follow tickets by number, also those that order history does not list; without a number, list them',
    )
    .argument('[id...]', IDS)
    .option('--json', 'print JSON')
    .option('--offline', 'read them later')
    .option('--dry-run', DRY_RUN)
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck track 11150929 1-204976070710\n  pbpaste | casedeck track -\n  casedeck track --json\n',
    )
    .action(async (ids: readonly string[], options: TrackOptions) => {
      const {runTrack} = await import('./track.ts');
      await withServices((services) => runTrack(services, io, ids, options), {several: ids.length === 0});
    });

  program
    .command('untrack')
    .summary('no longer follow them')
    .description('no longer follow tickets by number')
    .argument('<id...>', IDS)
    .option('--dry-run', DRY_RUN)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  casedeck untrack 11150929\n')
    .action(async (ids: readonly string[], options: TrackOptions) => {
      const {runUntrack} = await import('./track.ts');
      await withServices((services) => runUntrack(services, io, ids, options));
    });
}

function defineSnooze({program, io, withServices}: CommandContext): void {
  program
    .command('snooze')
    .summary('put a ticket out of sight for a while')
    .description(
      'put a ticket out of sight until a time or until something new comes; it comes back by itself',
    )
    .argument('<id>', 'case number or order number', plainId)
    .argument('<time...>', '2h, 08:00, tomorrow 08:00, "until answer", or off to bring it back')
    .option('--dry-run', DRY_RUN)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck snooze 11150929 2h\n  casedeck snooze 11150929 tomorrow 08:00\n  casedeck snooze 11150929 until answer\n  casedeck snooze 11150929 off\n',
    )
    .action(async (id: string, time: readonly string[], options: SnoozeOptions) => {
      const {runSnooze} = await import('./snooze-command.ts');
      await withServices((services) => runSnooze(services, io, [id, time], options));
    });
}

function defineSync({program, io, withServices}: CommandContext): void {
  program
    .command('sync')
    .summary('send what is queued and read what is new, once')
    .description(
      'send what waits in the outbox (not what is on hold, and nothing with --read-only), read the list and all details that are due, once, and say what changed',
    )
    .option('--json', 'print JSON')
    .option('--full', 'the list from the first page to the last')
    .option('--dry-run', 'print what waits in the outbox as it would be sent; send and read nothing')
    .option('--limit <number>', 'at most this many details', wholeNumber('--limit', 100_000))
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck sync\n  casedeck sync --json | jq ".changes[] | select(.kind == \\"note\\")"\n',
    )
    .action(async (options: SyncOptions) => {
      const {runSync} = await import('./sync-command.ts');
      await withServices(
        (services, signal, finishing) => runSync(services, io, {...options, signal, finishing}),
        {several: true},
      );
    });
}

const WATCH_HELP = `
Without ids the whole list is watched. --until is one of
  changed          anything new: status, note, e-mail or file (the default with ids)
  note email file  something new of this kind
  status:CLOSED    this status; several with commas
  never            until the time is up (the default without ids)
The exit code is 0 when it happened, and 8 when the time was up first.

--exec runs a command for each change, one after the other, with the change as JSON on its standard
input. One word is a command line for the shell; several are a program and its arguments, run as they
are. What it prints goes to standard error; our credential is not in its environment.

Examples:
  casedeck watch 11150929 --timeout 2h
  casedeck watch 11150929 1-204976070710 --until status:RESOLVED,CLOSED --all
  casedeck watch --exec 'jq -r .text | mail -s "news" noc@example.org'
  casedeck watch --notices --ibx SV5 --exec 'jq -r .summary | mail -s "SV5" noc@example.org'
  casedeck watch --format json --until never 11150929 | jq .
  set -g status-right '#(casedeck watch --format tmux)'    in tmux.conf
`;

function defineWatch({program, io, withServices}: CommandContext): void {
  program
    .command('watch')
    .summary('report each change as it happens')
    .description('report each change, one a line, until something happens or the time is up')
    .argument('[id...]', IDS)
    .option('--until <event>', 'what to wait for; see below')
    .option('--all', 'until it has happened to each of the tickets, not to one of them')
    .option('--timeout <time>', 'no longer than this, such as 30m or 2h', duration('--timeout'))
    .option('--interval <time>', 'time between two reads of a ticket (30s)', duration('--interval', 1000))
    .option('--notices', 'notices of the sites instead of tickets')
    .option('--ibx <ibx>', 'with --notices: only about these IBXs', list)
    .option('--exec <command...>', 'run this for each change')
    .addOption(
      program.createOption('--format <format>', 'how changes are printed').choices(['line', 'json', 'tmux']),
    )
    .option('--offline', 'only what other casedecks on this machine read')
    .addHelpText('after', WATCH_HELP)
    .action(async (ids: readonly string[], options: WatchOptions) => {
      const {runWatch} = await import('./watch.ts');
      await withServices((services, signal) => runWatch(services, io, ids, {...options, signal}), {
        several: true,
      });
    });
}

const HANDOVER_HELP = `
Examples:
  casedeck handover
  casedeck handover --view action --next 11150929="check the light levels at 06:00"
  casedeck handover 11150929 1-204976070710 --to handover.md
`;

function defineHandover({program, io, withServices}: CommandContext): void {
  program
    .command('handover')
    .summary('tickets for the next shift')
    .description('tickets for the next shift: state, whose turn and since when, last note, next step')
    .argument('[id...]', IDS)
    .addOption(
      program
        .createOption('--format <format>', 'by the name of --to, else text')
        .choices(['md', 'text', 'json']),
    )
    .option('--view <view>', 'without ids: which tickets (open)')
    .option('--ibx <ibx>', 'without ids: only these IBXs', list)
    .option(
      '--next <id=text>',
      'the next step of a ticket; it is kept, and an empty text takes it away',
      collect,
    )
    .option('--dry-run', 'print what --next would keep, and do nothing')
    .option('--to <file>', 'write it to a file')
    .option('--force', 'replace a file that is there')
    .option('--utc', 'times in UTC')
    .option('--offline', OFFLINE)
    .addHelpText('after', HANDOVER_HELP)
    .action(async (ids: readonly string[], options: HandoverOptions) => {
      const {runHandover} = await import('./handover-command.ts');
      await withServices(
        (services, _interrupted, finishing) => runHandover(services, io, ids, {...options, finishing}),
        {several: true},
      );
    });
}

function collect(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

function defineAudit({program, io, flags, done, withServices}: CommandContext): void {
  program
    .command('audit')
    .summary('what was written from this machine')
    .description('what this machine has written to the service: who, when, to which ticket, with what result')
    .option('--team', 'what the whole team has written, from its desk')
    .option('--json', 'print JSON')
    .option('--ticket <id>', 'only of this ticket')
    .option('--operation <operation>', 'only of this operation, such as addCaseNote')
    .option('--since <time>', 'from this time on: a day, a time, or how long ago', moment('--since'))
    .option('--until <time>', 'before this time', moment('--until'))
    .option('--limit <number>', 'only the last so many', wholeNumber('--limit', 1_000_000))
    .addHelpText(
      'after',
      '\nThe log holds no text, only its length and SHA-256. --profile narrows it to one profile.\n\nExamples:\n  casedeck audit --since 12h\n  casedeck audit --ticket 11150929 --json\n',
    )
    .action(async (options: AuditOptions) => {
      const {runAudit, runTeamAudit} = await import('./audit-command.ts');
      if (options.team === true) return await withServices((services) => runTeamAudit(services, io, options));
      done(await runAudit(io, flags(), options));
    });
}
