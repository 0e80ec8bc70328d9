import type {Argument, Command, Option} from 'commander';
import {KNOWN_STATUSES} from '../../../domain/ticket.ts';

/** What can stand in a place: one of these words, something the shell finds itself, or what only casedeck knows. */
export type Values =
  | {readonly kind: 'words'; readonly words: readonly string[]}
  | {readonly kind: 'file'}
  | {readonly kind: 'ask'; readonly what: 'id' | 'ibx' | 'view' | 'profile' | 'code' | 'place'}
  | {readonly kind: 'nothing'};

export type OptionModel = {
  /** `-q` and `--quiet`. */
  readonly names: readonly string[];
  readonly description: string;
  /** Of an option that takes a value. */
  readonly values: Values | undefined;
};

export type CommandModel = {
  /** Names from the first on: `drafts show`; empty: casedeck itself. */
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionModel[];
  /** Of the last argument, which often may be given several times. */
  readonly argument: Values;
  readonly commands: readonly CommandModel[];
};

/** The commands with their options, as completion scripts need them. Options of casedeck itself stand at every command. */
export function modelOf(program: Command): CommandModel {
  const shared = program.options.filter((option) => option.long !== '--version').map(optionModel);
  return commandModel(program, '', [...shared, HELP]);
}

const HELP: OptionModel = {names: ['-h', '--help'], description: 'show how it is used', values: undefined};

function commandModel(command: Command, path: string, shared: readonly OptionModel[]): CommandModel {
  const own = path === '' ? [] : command.options.filter((option) => !option.hidden).map(optionModel);
  const shown = command.createHelp().visibleCommands(command);
  return {
    path,
    name: command.name(),
    summary: firstPart(command.summary() || command.description()),
    options: [...own, ...shared],
    argument: argumentValues(command.registeredArguments.at(-1)),
    commands: shown
      .filter((child) => child.name() !== 'help')
      .map((child) => commandModel(child, `${path} ${child.name()}`.trim(), shared)),
  };
}

/** The command and all below it. */
export function allCommands(model: CommandModel): readonly CommandModel[] {
  return [model, ...model.commands.flatMap(allCommands)];
}

function optionModel(option: Option): OptionModel {
  const names = [option.short, option.long].filter((name) => name !== undefined);
  const takesValue = option.required || option.optional;
  const placeholder = /[<[]([^\]>]*?)(?:\.\.\.)?[\]>]/.exec(option.flags)?.[1] ?? '';
  const name = option.long?.slice(2) ?? '';
  const values = takesValue
    ? (choices(option.argChoices) ?? VALUES[name] ?? VALUES[placeholder] ?? NOTHING)
    : undefined;
  return {names, description: firstPart(option.description), values};
}

function argumentValues(argument: Argument | undefined): Values {
  if (argument === undefined) return NOTHING;
  return choices(argument.argChoices) ?? VALUES[argument.name()] ?? NOTHING;
}

const NOTHING: Values = {kind: 'nothing'};
const IDS: Values = {kind: 'ask', what: 'id'};
const FILE: Values = {kind: 'file'};

/** What a watch can wait for. */
const UNTIL = [
  ...['changed', 'note', 'email', 'file', 'never'],
  ...KNOWN_STATUSES.map((status) => `status:${status}`),
];

/** By the name of an option, or of what stands in its brackets. */
const VALUES: Readonly<Record<string, Values>> = {
  id: IDS,
  // Names of options come first: these take no tickets.
  'primary-id': {kind: 'ask', what: 'place'},
  'secondary-id': NOTHING,
  'client-id': NOTHING,
  code: {kind: 'ask', what: 'code'},
  until: {kind: 'words', words: UNTIL},
  'id=text': IDS,
  ticket: IDS,
  ibx: {kind: 'ask', what: 'ibx'},
  view: {kind: 'ask', what: 'view'},
  profile: {kind: 'ask', what: 'profile'},
  status: {kind: 'words', words: KNOWN_STATUSES.map((status) => status.toLowerCase())},
  file: FILE,
  files: FILE,
  folder: FILE,
  path: FILE,
};

function choices(words: readonly string[] | undefined): Values | undefined {
  return words === undefined ? undefined : {kind: 'words', words};
}

function firstPart(text: string): string {
  return text.split('; ')[0] ?? text;
}
