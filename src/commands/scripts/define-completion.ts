import type {CommandContext} from '../../console/session/command-context.ts';
import type {Shell} from './completion/script.ts';

const HELP = `
Examples, to have it in every new shell:
  bash   echo 'source <(casedeck completion bash)' >> ~/.bashrc
  zsh    casedeck completion zsh > "\${fpath[1]}/_casedeck"
  fish   casedeck completion fish > ~/.config/fish/completions/casedeck.fish

It completes commands, options, files, and from the local store ticket ids, IBXs, views and profiles.
`;

/** What casedeck says of itself: completion scripts and the manual page. */
export function defineCompletion({program, io, done}: CommandContext): void {
  const shell = program
    .createArgument('<shell>', 'the shell to make it for')
    .choices(['bash', 'zsh', 'fish']);
  program
    .command('completion')
    .summary('script that completes commands in a shell')
    .description('print a script that lets a shell complete commands, options and ticket ids')
    .addArgument(shell)
    .addHelpText('after', HELP)
    .action(async (name: Shell) => {
      const {completionScript} = await import('./completion/script.ts');
      io.out(completionScript(program, name));
      done(0);
    });

  program
    .command('commands')
    .summary('every command for a program that drives casedeck')
    .description('print every command with its arguments, options, the schema of its JSON and the exit codes')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  casedeck commands --json | jq -r ".commands[].name"\n')
    .action(async (options: {readonly json?: boolean}) => {
      const [{commandsJson}, {printJson}] = await Promise.all([
        import('./commands-json.ts'),
        import('../print-json.ts'),
      ]);
      if (options.json === true) printJson(io, commandsJson(program));
      else io.out(program.commands.map((command) => `${command.name()}\n`).join(''));
      done(0);
    });

  program
    .command('man')
    .summary('the manual page')
    .description('print the manual page')
    .addHelpText(
      'after',
      '\nExamples:\n  casedeck man | man -l -\n  casedeck man > ~/.local/share/man/man1/casedeck.1\n',
    )
    .action(async () => {
      const {manPage} = await import('./man-page.ts');
      io.out(manPage(program));
      done(0);
    });
}
