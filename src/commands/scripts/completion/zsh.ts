import {allCommands, type CommandModel, type OptionModel, type Values} from './completion-model.ts';
import {quoted} from './quote.ts';

/** The completion script for zsh: a function file for $fpath that can be sourced as well. */
export function zshScript(model: CommandModel): string {
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
