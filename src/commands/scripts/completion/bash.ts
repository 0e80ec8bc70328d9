import {allCommands, type CommandModel, type Values} from './completion-model.ts';
import {quoted} from './quote.ts';

const HELPERS = `# These see cur, cut and profile of _casedeck.
_casedeck_words() {
  for word in $1; do [[ $word == "$cur"* ]] && COMPREPLY+=("\${word#"$cut"}"); done
}
_casedeck_ask() {
  while IFS=$'\\t' read -r word _; do COMPREPLY+=("\${word#"$cut"}"); done < <(command casedeck completion --answer "$1" "$cur" "$profile" 2>/dev/null)
}
_casedeck_files() {
  compopt -o filenames 2>/dev/null
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$cur")
}
`;

/** The completion script for bash, 3.2 and later. */
export function bashScript(model: CommandModel): string {
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
${commands.map((command) => `    ${quoted(command.path)}) ${argumentAction(command)} ;;`).join('\n')}
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
            `    ${names.map((name) => quoted(`${command.path},${name}`)).join('|')}) ${action(values)}; return ;;`,
          ],
    ),
  );
  return cases.join('\n');
}

function argumentAction(command: CommandModel): string {
  const names = command.commands.map((child) => child.name);
  return names.length > 0 ? `_casedeck_words ${quoted(names.join(' '))}` : action(command.argument);
}

function action(values: Values): string {
  if (values.kind === 'words') return `_casedeck_words ${quoted(values.words.join(' '))}`;
  if (values.kind === 'ask') return `_casedeck_ask ${values.what}`;
  return values.kind === 'file' ? '_casedeck_files' : ':';
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
