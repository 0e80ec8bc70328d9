import type {CommandContext} from '../../console/session/command-context.ts';
import {DRY_RUN, IDS} from '../option-values.ts';
import type {InitOptions} from './team-init.ts';
import type {LeaveOptions} from './team-leave.ts';
import type {StatusOptions} from './team-status.ts';
import type {ClaimOptions, ReleaseOptions} from './claim-command.ts';

/** Who works on what, alone or as a team. */
export function defineTeam(context: CommandContext): void {
  defineClaims(context);
  defineDesk(context);
}

function defineClaims({program, io, withServices}: CommandContext): void {
  program
    .command('claim')
    .summary('take tickets: you work on them')
    .description('take tickets, so that others see that you work on them; nothing is sent to Equinix')
    .argument('<id...>', IDS)
    .option('--anyway', 'also where somebody else has it: it is taken from them')
    .option('--dry-run', DRY_RUN)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck claim 11150929\n  casedeck claim 11150929 --anyway --json\n',
    )
    .action(async (ids: readonly string[], options: ClaimOptions) => {
      const {runClaim} = await import('./claim-command.ts');
      await withServices((services) => runClaim(services, io, ids, options));
    });

  program
    .command('release')
    .summary('give tickets back, or pass them on')
    .description(
      'give back tickets that you have taken, or pass them on to somebody; nothing is sent to Equinix',
    )
    .argument('[id...]', IDS)
    .option('--all', 'all that you have taken, as at the end of a shift')
    .option('--to <name>', 'to whom they go')
    .option('--dry-run', DRY_RUN)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  casedeck release 11150929\n  casedeck release --all --to jon\n')
    .action(async (ids: readonly string[], options: ReleaseOptions) => {
      const {runRelease} = await import('./claim-command.ts');
      await withServices((services) => runRelease(services, io, ids, options));
    });
}

function defineDesk({program, io, flags, done, withServices}: CommandContext): void {
  const team = program
    .command('team')
    .summary('the desk that a team shares')
    .description('the desk that a team shares in PostgreSQL: docs/team.md')
    .addHelpText('after', '\nExamples:\n  casedeck team init\n  casedeck team status\n');
  team
    .command('init')
    .summary('make the desk, or bring it up to date')
    .description(
      'make the desk in the database that [team] names, or bring it up to date; says first what it does',
    )
    .option('--yes', 'go on without asking')
    .option('--print', 'print the statements for an administrator instead')
    .option('--dry-run', DRY_RUN)
    .addHelpText('after', '\nExamples:\n  casedeck team init\n  casedeck team init --print > desk.sql\n')
    .action(async (options: InitOptions) => {
      const {runTeamInit} = await import('./team-init.ts');
      done(await runTeamInit(io, flags(), options));
    });
  team
    .command('status')
    .summary('who is there, who asks the service')
    .description('who is there, who asks the service, how old and how large the desk is')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  casedeck team status --json\n')
    .action(async (options: StatusOptions) => {
      const {runTeamStatus} = await import('./team-status.ts');
      done(await runTeamStatus(io, flags(), options));
    });
  team
    .command('leave')
    .summary('take yourself off the desk')
    .description(
      'take yourself off the desk; what you wrote there stays for the others, unless you say otherwise',
    )
    .option('--dry-run', DRY_RUN)
    .option('--words', 'delete there also what you wrote: private notes, snoozes, next steps, claims')
    .option('--yes', 'go on without asking')
    .addHelpText('after', '\nExample:\n  casedeck team leave --words\n')
    .action(async (options: LeaveOptions) => {
      const {runTeamLeave} = await import('./team-leave.ts');
      await withServices((services) => runTeamLeave(services, io, options));
    });
}
