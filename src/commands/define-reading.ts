import type {CommandContext} from './context.ts';

/** `list` and `show`. */
export function defineReading({program, io, withServices}: CommandContext): void {
  program
    .command('list')
    .description('the tickets of a view')
    .option('--json', 'print JSON')
    .option('--view <name>', 'open, action, unread, mine or all')
    .option('--status <status...>', 'only these statuses')
    .option('--ibx <code...>', 'only these IBXs')
    .option('--offline', 'ask the local store alone')
    .action(async (options) => {
      const {runList} = await import('./list.ts');
      await withServices((services) => runList(services, io, options));
    });

  program
    .command('show')
    .description('one ticket with its notes')
    .argument('<id>', 'case number or order number')
    .option('--json', 'print JSON')
    .option('--raw', 'print the service\'s own JSON')
    .option('--offline', 'ask the local store alone')
    .action(async (id: string, options) => {
      const {runShow} = await import('./show.ts');
      await withServices((services) => runShow(services, io, id, options));
    });
}
