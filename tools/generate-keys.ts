import {COMMANDS, showKey} from '../src/keys/keymap.ts';
import {COMMAND_GROUPS, type Command} from '../src/keys/key-row.ts';
import {CONTEXT_PLACES} from '../src/keys/contexts.ts';

const HEAD = `# Keys

Generated from the key table (\`src/keys/\`) by \`npm run generate\`. In the console \`?\` (or \`F1\` while you write) shows the
keys of the screen, also your own; \`:\` (or \`ctrl-o\` while you write) runs any command by its name. A key means the same
everywhere. In a text the usual keys of a shell edit it.

## Keys of your own

\`config.toml\` gives a command other keys by its id; they replace those below.

\`\`\`toml
[keys]
"move.first" = "g g"            # several keys in a row, with blanks between
"move.last" = ["g e", "end"]    # a list of keys
"ticket.cancel" = []            # no key; the palette still runs it

[keys.email]
"ticket.note" = "a"             # in one place only: context, then id
\`\`\`

Keys are characters (\`x\`, \`X\`, \`?\`), \`ctrl-x\`, \`enter\`, \`esc\`, \`tab\`, \`shift-tab\`, \`space\`, \`backspace\`, \`delete\`,
\`up\`, \`down\`, \`left\`, \`right\`, \`home\`, \`end\`, \`pageup\`, \`pagedown\`. Two commands with the same key in the same place,
or a key that begins a longer sequence, are an error at the start; the message names both. A key without a command does
nothing; a key whose command cannot run now says why.
`;

/** docs/keys.md: every command of the key table. */
export function generateKeys(): string {
  const groups = COMMAND_GROUPS.map((group) => {
    const rows = COMMANDS.filter((command) => command.group === group).map(rowOf);
    return [`## ${group}`, '', '| key | command | id | where |', '|---|---|---|---|', ...rows, ''].join('\n');
  });
  return `${HEAD}\n${groups.join('\n')}`;
}

function rowOf({id, keys, contexts, title}: Command): string {
  const shown = keys.map((key) => `\`${showKey(key).replaceAll('|', '\\|')}\``).join(' ');
  return `| ${shown} | ${title} | \`${id}\` | ${contexts.map((context) => CONTEXT_PLACES[context]).join(', ')} |`;
}
