import type {Command} from 'commander';
import {allCommands, type CommandModel, modelOf, type OptionModel, type Values} from './completion-model.ts';

const HELPERS = `# These see cur, cut and profile of _casedeck.
_casedeck_words() {
  for word in $1; do [[ $word == "$cur"* ]] && COMPREPLY+=("\${word#"$cut"}"); done
}
_casedeck_ask() {
  while IFS=$'\\t' read -r word _; do _casedeck_add; done < <(command casedeck completion --answer "$1" "$cur" "$profile" 2>/dev/null)
}
# Blanks are the only thing that a shell would act upon.
_casedeck_add() {
  word="\${word#"$cut"}"
  [[ $cur == [\\"\\']* ]] || word="\${word// /\\\\ }"
  COMPREPLY+=("$word")
}
_casedeck_files() {
  compopt -o filenames 2>/dev/null
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$cur")
}
`;

/** The completion script for bash, 3.2 and later. */
function bashScript(model: CommandModel): string {
  const commands = allCommands(model);
  const withValue = commands
    .flatMap((command) => command.options)
    .filter((option) => option.values !== undefined);
  return `# bash completion for casedeck; made by "casedeck completion bash"
_casedeck() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path='' profile='' word='' i
  # bash takes --view=open for three words.
  if [[ $cur == = ]]; then cur=''
  elif [[ $prev == = ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  # And SV5:01 for three more.
  local whole="\${COMP_LINE:0:COMP_POINT}" head='' cut=''
  whole="\${whole##*[[:space:]]}"
  if [[ $whole == *:* && $whole != *=* && $COMP_WORDBREAKS == *:* ]]; then
    head="\${COMP_LINE:0:COMP_POINT}"
    head="\${head%"$whole"}"
    head="\${head%"\${head##*[![:space:]]}"}"
    cur="$whole" prev="\${head##*[[:space:]]}" cut="\${whole%"\${whole##*:}"}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$word" in
      ${unique(withValue.flatMap((option) => option.names)).join('|')})
        [[ \${COMP_WORDS[i+1]} == = ]] && ((i++))
        ((i++))
        [[ $word == --profile ]] && profile="\${COMP_WORDS[i]}"
        ;;
      -*|=) ;;
      *)
        case "$path,$word" in
          ${childPatterns(commands)}) path="\${path:+$path }$word" ;;
        esac
        ;;
    esac
  done
  COMPREPLY=()
  case "$path,$prev" in
${optionCases(commands)}
  esac
  if [[ $cur == -* ]]; then
    case "$path" in
${commands.map((command) => `      ${quoted(command.path)}) _casedeck_words ${quoted(unique(command.options.flatMap((option) => option.names)).join(' '))} ;;`).join('\n')}
    esac
    return
  fi
  case "$path" in
${commands.map((command) => `    ${quoted(command.path)}) ${argumentBashAction(command)} ;;`).join('\n')}
  esac
}
${HELPERS}complete -F _casedeck casedeck
`;
}

function childPatterns(commands: readonly CommandModel[]): string {
  return commands
    .flatMap((command) => command.commands.map((child) => quoted(`${command.path},${child.name}`)))
    .join('|');
}

function optionCases(commands: readonly CommandModel[]): string {
  const cases = commands.flatMap((command) =>
    command.options.flatMap(({names, values}) =>
      values === undefined
        ? []
        : [
            `    ${names.map((name) => quoted(`${command.path},${name}`)).join('|')}) ${bashAction(values)}; return ;;`,
          ],
    ),
  );
  return cases.join('\n');
}

function argumentBashAction(command: CommandModel): string {
  const names = command.commands.map((child) => child.name);
  return names.length > 0 ? `_casedeck_words ${quoted(names.join(' '))}` : bashAction(command.argument);
}

function bashAction(values: Values): string {
  if (values.kind === 'words') return `_casedeck_words ${quoted(values.words.join(' '))}`;
  if (values.kind === 'ask') return `_casedeck_ask ${values.what}`;
  return values.kind === 'file' ? '_casedeck_files' : ':';
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

/** The completion script for fish. */
function fishScript(model: CommandModel): string {
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

/** The completion script for zsh: a function file for $fpath that can be sourced as well. */
function zshScript(model: CommandModel): string {
  const commands = allCommands(model);
  const withValue = commands
    .flatMap((command) => command.options)
    .filter((option) => option.values !== undefined);
  return `#compdef casedeck
# zsh completion for casedeck; made by "casedeck completion zsh"
_casedeck() {
  local prev="$words[CURRENT-1]" at='' profile='' word i
  for ((i = 2; i < CURRENT; i++)); do
    word="$words[i]"
    case "$word" in
      ${[...new Set(withValue.flatMap((option) => option.names))].join('|')})
        ((i++))
        [[ $word == --profile ]] && profile="$words[i]"
        ;;
      --profile=*) profile="\${word#*=}" ;;
      -*) ;;
      *)
        case "$at,$word" in
          ${commands.flatMap((command) => command.commands.map((child) => quoted(`${command.path},${child.name}`))).join('|')}) at="\${at:+$at }$word" ;;
        esac
        ;;
    esac
  done
  if [[ $words[CURRENT] == --*=* ]]; then
    prev="\${words[CURRENT]%%=*}"
    compset -P '*='
  fi
  case "$at,$prev" in
${commands.flatMap((command) => command.options.flatMap((option) => optionCase(command, option))).join('\n')}
  esac
  local -a found
  if [[ $words[CURRENT] == -* ]]; then
    case "$at" in
${commands.map((command) => `      ${quoted(command.path)}) found=(${command.options.flatMap(described).join(' ')}) ;;`).join('\n')}
    esac
    _describe -t options option found
    return
  fi
  case "$at" in
${commands.map((command) => `    ${quoted(command.path)}) ${argumentAction(command)} ;;`).join('\n')}
  esac
}
_casedeck_ask() {
  local -a found
  local line
  for line in "\${(@f)$(command casedeck completion --answer "$1" "$PREFIX" "$2" 2>/dev/null)}"; do
    [[ -n $line ]] && found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  _describe -V -t values "$1" found
}
if [[ \${funcstack[1]} == _casedeck ]]; then _casedeck "$@"; else compdef _casedeck casedeck; fi
`;
}

function optionCase({path}: CommandModel, {names, values}: OptionModel): readonly string[] {
  if (values === undefined) return [];
  return [`    ${names.map((name) => quoted(`${path},${name}`)).join('|')}) ${action(values)}; return ;;`];
}

function argumentAction({commands, argument}: CommandModel): string {
  if (commands.length === 0) return action(argument);
  const found = commands.map((child) => quoted(`${child.name}:${child.summary}`));
  return `found=(${found.join(' ')}); _describe -t commands command found`;
}

function described({names, description}: OptionModel): readonly string[] {
  return names.map((name) => quoted(`${name}:${description}`));
}

function action(values: Values): string {
  if (values.kind === 'words') return `compadd -- ${values.words.map(quoted).join(' ')}`;
  if (values.kind === 'ask') return `_casedeck_ask ${values.what} "$profile"`;
  return values.kind === 'file' ? '_files' : ':';
}

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const SCRIPTS = {bash: bashScript, zsh: zshScript, fish: fishScript};

/** The script that teaches a shell casedeck's commands, options and values. */
export function completionScript(program: Command, shell: Shell): string {
  return SCRIPTS[shell](modelOf(program));
}

/** A text as one word of a POSIX shell, bash or zsh. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A text as one word of fish. */
function fishQuoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
