import type {Command} from 'commander';
import {expect, test} from 'vitest';
import {completionScript, SHELLS} from '../../../src/commands/scripts/completion/script.ts';
import {allCommands, modelOf} from '../../../src/commands/scripts/completion/completion-model.ts';
import {manPage} from '../../../src/commands/scripts/man-page.ts';
import {createProgram} from '../../../src/commands/program.ts';
import {testIo} from '../../support/test-io.ts';

async function program(): Promise<Command> {
  return await createProgram(testIo({}), () => undefined);
}

test.each(SHELLS)('the script for %s knows every command and every option', async (shell) => {
  const made = await program();
  const script = completionScript(made, shell);
  for (const command of allCommands(modelOf(made))) {
    expect(script).toContain(command.name);
    for (const name of command.options.flatMap((option) => option.names)) {
      expect(script, command.path).toContain(shell === 'fish' ? name.replace(/^--?/, '') : name);
    }
  }
});

test('what can stand at an option follows from its definition', async () => {
  const commands = allCommands(modelOf(await program()));
  const values = (path: string, name: string) =>
    commands.find((command) => command.path === path)?.options.find((option) => option.names.includes(name))
      ?.values;
  expect(values('list', '--view')).toEqual({kind: 'ask', what: 'view'});
  expect(values('show', '--profile')).toEqual({kind: 'ask', what: 'profile'});
  expect(values('list', '--ibx')).toEqual({kind: 'ask', what: 'ibx'});
  expect(values('handover', '--to')).toEqual({kind: 'file'});
  expect(values('drafts show', '--kind')).toEqual({
    kind: 'words',
    words: ['note', 'reply', 'answer', 'cancel', 'create', 'remark'],
  });
  expect(values('list', '--json')).toBeUndefined();
  expect(values('create', '--primary-id')).toEqual({kind: 'ask', what: 'place'});
  expect(values('create', '--code')).toEqual({kind: 'ask', what: 'code'});
  expect(values('watch', '--until')).toMatchObject({
    words: expect.arrayContaining(['changed', 'status:CLOSED']),
  });
  expect(values('login', '--client-id')).toEqual({kind: 'nothing'});
  expect(commands.find((command) => command.path === 'show')?.argument).toEqual({kind: 'ask', what: 'id'});
});

test('every command says what it does, and shows examples', async () => {
  const made = await program();
  const lacking = (command: Command, path: string): string[] => [
    ...(command.description() === '' ? [`${path}: no description`] : []),
    ...command.options
      .filter((option) => option.description === '')
      .map((option) => `${path}: ${option.flags}`),
    ...command.commands.flatMap((child) => lacking(child, `${path} ${child.name()}`)),
  ];
  expect(lacking(made, 'casedeck')).toEqual([]);
  const withoutExamples = made.commands.filter(
    (command) => command.name() !== 'help' && !helpOf(command).includes('Example'),
  );
  expect(withoutExamples.map((command) => command.name())).toEqual([]);
});

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({writeOut: (text) => (help += text)});
  command.outputHelp();
  return help;
}

test('the manual page has every command with its options, and nothing that roff would take for its own', async () => {
  const made = await program();
  const page = manPage(made);
  for (const command of made.commands.filter((child) => child.name() !== 'help')) {
    expect(page).toContain(`.SS "casedeck ${command.name()}`);
    for (const option of command.options)
      expect(page).toContain(`\\fB${option.flags.replaceAll('-', '\\-')}\\fR`);
  }
  const requests = page.split('\n').filter((line) => /^[.']/.test(line));
  expect(requests.filter((line) => !/^\.(TH|SH|SS|TP|PP|B|nf|fi|\\")( |$)/.test(line))).toEqual([]);
});
