import type {Command} from 'commander';
import {AppError} from '../errors.ts';
import {fuzzyMatch} from '../text/fuzzy.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {CommandContext} from '../console/session/command-context.ts';
import {withServices} from '../console/session/command-context.ts';
import {defineCompletion} from './scripts/define-completion.ts';
import {defineFiles} from './read/define-files.ts';
import {defineReading} from './read/define-reading.ts';
import {defineShift} from './shift/define-shift.ts';
import {defineSandbox} from './scripts/define-sandbox.ts';
import {defineTeam} from './team/define-team.ts';
import {defineSigningIn} from './account/define-signing-in.ts';
import {defineWriting} from './write/define-writing.ts';
import {flaggedIo, tellError, type Io} from '../console/session/io.ts';
import type {GlobalFlags} from '../console/session/open-services.ts';
import {startConsole} from './scripts/start-console.ts';

/** Every group of commands adds itself to the program; their code is loaded when one is asked for. */
const DEFINITIONS: readonly (readonly [heading: string, define: (context: CommandContext) => void])[] = [
  ['Reading:', defineReading],
  ['Writing:', defineWriting],
  ['E-mails and files:', defineFiles],
  ['The shift:', defineShift],
  ['The team:', defineTeam],
  ['Accounts and settings:', defineSigningIn],
  ['Trying it:', defineSandbox],
  ['Shell and manual:', defineCompletion],
];

/** Runs one command line; resolves to the exit code. */
export async function runProgram(args: readonly string[], io: Io): Promise<number> {
  // The plain start is the hot one: no command-line parser before the first frame.
  if (args.length === 0) return await startConsole(io, {});
  if (args[0] === 'completion' && args[1] === '--answer') {
    // Somebody has pressed the tab key and waits.
    const {answerCompletion} = await import('./scripts/completion/answer.ts');
    return await answerCompletion(args.slice(2), io);
  }
  const {CommanderError} = await import('commander');
  let code = 0;
  const program = await createProgram(io, (result) => {
    code = result;
  });
  program.hook('preAction', (_program, command) => refuseOptionAsValue(command, program, args));
  try {
    await program.parseAsync([...args], {from: 'user'});
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    if (io.json) tellError(io, new AppError('usage', error.message.replace(/^error: /, '')));
    return 2;
  }
  return code;
}

const ROOT_HELP = `
Without a command the console opens. "casedeck COMMAND --help" shows examples.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 in part (of several accounts not all could be read),
4 not signed in or refused, 5 not found, 6 rejected before sending, 7 outcome unknown, 8 still
pending, 130 interrupted.
`;

/** All commands with their options and help; also what the man page and the completions are made from. */
export async function createProgram(io: Io, done: (code: number) => void): Promise<Command> {
  const {Command} = await import('commander');
  const program = new Command('casedeck');
  const flags = () => program.opts<GlobalFlags>();
  program
    .description('A triage console for Equinix support: trouble tickets and cases in your terminal.')
    .version(CASEDECK_VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show what a command does and how it is used')
    .configureHelp({subcommandTerm: (command) => command.name(), showGlobalOptions: true})
    .option('--profile <name>', 'which account and environment to use; prod,lab or all: several in one list')
    .option('--read-only', 'write nothing to Equinix; refuse commands that would')
    .option('--screen-reader', 'the console in lines for a screen reader, without frames')
    .option('-q, --quiet', 'messages on standard error only if something failed')
    .option('--no-input', 'never ask; a question is an error instead')
    .option('--debug', 'write a log to casedeck.log in the state folder')
    .showHelpAfterError('(--help shows how it is used)')
    .addHelpText('after', ROOT_HELP)
    .action(async () => {
      refuseUnknown(program);
      done(await startConsole(io, flags()));
    })
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      // As JSON it is told once, as any other error.
      writeErr: (text) => (io.json ? undefined : io.err(text)),
    });
  const help = program
    .createCommand('help')
    .argument('[command]')
    .description('the same as casedeck COMMAND --help');
  program.addHelpCommand(help.helpGroup('Shell and manual:'));
  let isDry = false;
  program.hook('preAction', (_program, command) => {
    isDry = command.opts<{readonly dryRun?: boolean}>().dryRun === true;
  });
  const context: CommandContext = {
    program,
    io: flaggedIo(io, flags),
    flags,
    done,
    withServices: async (work, options) => done(await withServices(io, flags(), work, {...options, isDry})),
  };
  for (const [heading, define] of DEFINITIONS) {
    program.commandsGroup(heading);
    define(context);
  }
  // Here alone, for a word that is no command; each command refuses what it does not know.
  return program.allowExcessArguments();
}

/** `--ibx --json` is a value that was forgotten, not a site of that name. */
function refuseOptionAsValue(command: Command, program: Command, args: readonly string[]): void {
  const options = [...command.options, ...program.options];
  const named = (word: string | undefined) =>
    options.find(({short, long}) => word !== undefined && (word === short || word === long));
  const end = args.indexOf('--');
  const words = end === -1 ? args : args.slice(0, end);
  for (const [index, word] of words.entries()) {
    const option = named(word);
    const next = words[index + 1] ?? '';
    if (option?.required !== true || named(next) === undefined) continue;
    const hint = `If "${next}" is the value: ${option.long ?? word}=${next}`;
    throw new AppError('usage', `${word} needs a value, and ${next} is an option.`, {hint});
  }
}

/** A word that is no command is a slip, not something to open the console with. */
function refuseUnknown(program: Command): void {
  const [word] = program.args;
  if (word === undefined) return;
  const names = program.commands.map((command) => command.name());
  const near = names.filter(
    (name) =>
      fuzzyMatch(word, name) !== undefined ||
      fuzzyMatch(name, word) !== undefined ||
      name.startsWith(word.slice(0, 2)),
  );
  const hint =
    near.length === 0 ? '"casedeck --help" lists the commands.' : `Did you mean ${near.join(' or ')}?`;
  throw new AppError('usage', `There is no command "${toSafeLine(word)}".`, {hint});
}
