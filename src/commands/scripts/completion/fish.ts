import {allCommands, type CommandModel, type OptionModel, type Values} from './completion-model.ts';
import {fishQuoted} from './quote.ts';

/** The completion script for fish. */
export function fishScript(model: CommandModel): string {
  const commands = allCommands(model);
  const withValue = commands
    .flatMap((command) => command.options)
    .filter((option) => option.values !== undefined);
  const names = [...new Set(withValue.flatMap((option) => option.names))];
  const paths = commands.map((command) => command.path).filter((path) => path !== '');
  return `# fish completion for casedeck; made by "casedeck completion fish"
function __casedeck_at
  set -l at
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip = 1
      set skip 0
    else if contains -- $word ${names.join(' ')}
      set skip 1
    else if contains -- (string join ' ' $at $word) ${paths.map(fishQuoted).join(' ')}
      set -a at $word
    end
  end
  test "$at" = "$argv[1]"
end
function __casedeck_ask
  set -l words (commandline -opc)
  set -l profile
  if set -l found (contains -i -- --profile $words)
    set profile $words[(math $found + 1)]
  end
  command casedeck completion --answer $argv[1] (commandline -ct | string replace -r '^--[^=]*=' '' | string collect --allow-empty) $profile 2>/dev/null
end
complete -c casedeck -f
${commands.flatMap(linesOf).join('\n')}
`;
}

function linesOf(command: CommandModel): readonly string[] {
  const at = `complete -c casedeck -n ${fishQuoted(`__casedeck_at ${fishQuoted(command.path)}`)}`;
  return [
    ...command.commands.map((child) => `${at} -a ${child.name} -d ${fishQuoted(child.summary)}`),
    ...(command.commands.length > 0 ? [] : valueFlags(command.argument).map((flags) => `${at} ${flags}`)),
    ...command.options.map((option) => `${at} ${optionFlags(option)}`),
  ];
}

function optionFlags({names, description, values}: OptionModel): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value = values === undefined ? [] : [values.kind === 'file' ? '-r' : '-x', ...valueFlags(values)];
  return [...flags, ...value, `-d ${fishQuoted(description)}`].join(' ');
}

function valueFlags(values: Values): readonly string[] {
  if (values.kind === 'words') return [`-a ${fishQuoted(values.words.join(' '))}`];
  if (values.kind === 'ask') return [`-k -a ${fishQuoted(`(__casedeck_ask ${values.what})`)}`];
  return values.kind === 'file' ? ['-F'] : [];
}
