import type {CommandContext} from '../../console/session/command-context.ts';
import type {ClaimOptions, ReleaseOptions} from './claim-command.ts';

const IDS = 'case or order numbers, or any text that holds some; - reads standard input';

/** Who works on what, alone or as a team. */
export function defineTeam({program, io, withServices}: CommandContext): void {
  program
    .command('claim')
    .summary('take tickets: you work on them')
    .description('take tickets, so that others see that you work on them; nothing is sent to Equinix')
    .argument('<id...>', IDS)
    .option('--anyway', 'also where somebody else has it: it is taken from them')
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
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  casedeck release 11150929\n  casedeck release --all --to jon\n')
    .action(async (ids: readonly string[], options: ReleaseOptions) => {
      const {runRelease} = await import('./claim-command.ts');
      await withServices((services) => runRelease(services, io, ids, options));
    });
}
