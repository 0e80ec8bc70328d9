import type {Argument, Command, Option} from 'commander';
import {EXIT_CODE_WORDS} from '../../domain/exit-codes.ts';
import {present} from '../../domain/present.ts';

/** Every command with its arguments and options, from the definitions that the command line is read by. */
export function commandsJson(program: Command): Readonly<Record<string, unknown>> {
  return {
    version: program.version(),
    options: program.options.map(optionJson),
    commands: program.commands.flatMap((command) => commandJson(command, [])),
    exitCodes: EXIT_CODE_WORDS.map(([code, meaning]) => ({code, meaning})),
  };
}

function commandJson(
  command: Command,
  above: readonly string[],
): readonly Readonly<Record<string, unknown>>[] {
  const path = [...above, command.name()];
  const children = command.commands.flatMap((child) => commandJson(child, path));
  const printsJson = command.options.some(({long}) => long === '--json');
  const own = {
    name: path.join(' '),
    group: command.helpGroup().replace(/:$/, ''),
    summary: command.summary() || command.description(),
    description: command.description(),
    arguments: command.registeredArguments.map(argumentJson),
    options: command.options.map(optionJson),
    ...(printsJson
      ? {
          schema: `${path
            .join('-')
            .replace(/-list$/, '')
            .replace(/^config$/, 'config-output')}.schema.json`,
        }
      : {}),
  };
  return [own, ...children];
}

function argumentJson(argument: Argument): Readonly<Record<string, unknown>> {
  return present({
    name: argument.name(),
    description: argument.description,
    required: argument.required,
    several: argument.variadic,
    choices: argument.argChoices,
  });
}

function optionJson(option: Option): Readonly<Record<string, unknown>> {
  const takes = option.required ? 'value' : option.optional ? 'maybe a value' : 'nothing';
  return present({
    name: option.long ?? option.short,
    short: option.long === undefined ? undefined : option.short,
    description: option.description,
    takes,
    several: option.variadic,
    choices: option.argChoices,
    default: option.defaultValue as unknown,
  });
}
