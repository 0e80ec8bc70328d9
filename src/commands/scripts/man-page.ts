import type {Command, Option} from 'commander';
import type {EventEmitter} from 'node:events';
import {EXIT_CODE_WORDS} from '../../domain/exit-codes.ts';
import {beginSentence, endSentence} from '../../text/sentence.ts';

/** The manual page casedeck(1) in roff, from the definitions that the command line is read by. */
export function manPage(program: Command): string {
  const commands = program.commands.filter((command) => command.name() !== 'help');
  return [
    `.\\" Generated from the definitions of the commands by "npm run generate". Do not edit.`,
    `.TH CASEDECK 1 "" "casedeck ${roff(program.version() ?? '')}" "User Commands"`,
    '.SH NAME',
    `casedeck \\- ${roff('triage console for Equinix support tickets')}`,
    '.SH SYNOPSIS',
    '.B casedeck',
    '[\\fIoptions\\fR] [\\fIcommand\\fR]',
    '.SH DESCRIPTION',
    roff(program.description()),
    '.PP',
    roff(WITHOUT_COMMAND),
    '.SH OPTIONS',
    ...program.options.map(optionItem),
    '.SH COMMANDS',
    ...commands.flatMap((command) => commandSection(command, 'casedeck')),
    ...Object.entries(SECTIONS).flatMap(([name, items]) => [
      `.SH ${name}`,
      ...items.map(([term, text]) => item(roff(term), text)),
    ]),
    '',
  ].join('\n');
}

const WITHOUT_COMMAND =
  'Without a command it opens the console, or, where standard output is no terminal, prints the open tickets. In the console "?" shows the keys. The options below may stand at any command.';

type Items = readonly (readonly [term: string, text: string])[];

const SECTIONS: Readonly<Record<string, Items>> = {
  'EXIT STATUS': EXIT_CODE_WORDS.map(([code, words]) => [String(code), words] as const),
  ENVIRONMENT: [
    ['EQUINIX_API_ENDPOINT', 'The service, https://api.equinix.com by default.'],
    [
      'EQUINIX_API_CLIENTID, EQUINIX_API_CLIENTSECRET',
      'The credential; with _FILE behind the name, a file that holds it.',
    ],
    ['EQUINIX_API_TOKEN', 'A token to be used as it is.'],
    ['CASEDECK_PROFILE', 'The profile where --profile names none.'],
    ['CASEDECK_CONFIG', 'Another configuration file.'],
    ['VISUAL, EDITOR, BROWSER', 'Programs to write texts and open pages with.'],
    ['NO_COLOR, FORCE_COLOR', 'No colours, or colours in spite of everything.'],
    ['HTTPS_PROXY, HTTP_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS', 'The way to the service.'],
  ],
  FILES: [
    [
      '~/.config/casedeck/config.toml',
      'Settings; "casedeck config" prints those in force and where each came from.',
    ],
    [
      '~/.local/state/casedeck/',
      'The databases, one a profile, the audit log and the log. XDG_CONFIG_HOME and XDG_STATE_HOME move both.',
    ],
  ],
};

function commandSection(command: Command, parent: string): readonly string[] {
  const name = `${parent} ${command.name()}`;
  const usage = [
    name,
    ...command.registeredArguments.map((argument) =>
      argumentTerm(argument.name(), argument.required, argument.variadic),
    ),
  ];
  const options = command.options.filter((option) => !option.hidden);
  return [
    `.SS "${roff(usage.join(' ')).replaceAll('"', '\\(dq')}"`,
    roff(sentence(command.description())),
    ...command.registeredArguments.map((argument) =>
      item(`\\fI${roff(argument.name())}\\fR`, argument.description),
    ),
    ...options.map(optionItem),
    ...verbatim(helpAfter(command)),
    ...command.commands
      .filter((child) => child.name() !== 'help')
      .flatMap((child) => commandSection(child, name)),
  ];
}

function argumentTerm(name: string, required: boolean, variadic: boolean): string {
  const words = variadic ? `${name}...` : name;
  return required ? `<${words}>` : `[${words}]`;
}

function optionItem(option: Option): string {
  const values = option.argChoices === undefined ? '' : ` (${option.argChoices.join(', ')})`;
  return item(`\\fB${roff(option.flags)}\\fR`, option.description + values);
}

function item(term: string, text: string): string {
  return `.TP\n${term}\n${roff(sentence(text))}`;
}

function sentence(text: string): string {
  return beginSentence(endSentence(text.trim()));
}

/** What --help shows below the options. */
function helpAfter(command: Command): string {
  let text = '';
  // At run time a Command is an emitter; its types keep that to themselves.
  const emitter = command as unknown as EventEmitter;
  emitter.emit('afterHelp', {error: false, command, write: (part: string) => (text += part)});
  return text;
}

function verbatim(text: string): readonly string[] {
  if (text.trim() === '') return [];
  return [
    '.PP',
    '.nf',
    ...text
      .replaceAll(/^\n+|\n+$/g, '')
      .split('\n')
      .map(roff),
    '.fi',
  ];
}

/** A line of text with nothing in it that roff would act upon. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1');
}
