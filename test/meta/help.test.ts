import type {Command} from 'commander';
import {expect, test} from 'vitest';
import {createProgram, runProgram} from '../../src/commands/program.ts';
import {testIo} from '../support/test-io.ts';

/** What issue and README promise. */
const NAMES =
  'list show email search note cancel create attach download export track untrack sync watch handover audit drafts login logout whoami profiles config doctor completion man sandbox demo';

async function helpOf(words: readonly string[]): Promise<string> {
  let out = '';
  const io = testIo({out: (text) => void (out += text)});
  expect(await runProgram([...words, '--help'], io)).toBe(0);
  return out;
}

function paths(command: Command, path: readonly string[] = []): readonly (readonly string[])[] {
  return command.commands
    .filter((child) => child.name() !== 'help')
    .flatMap((child) => {
      const own = [...path, child.name()];
      return [own, ...paths(child, own)];
    });
}

test('every command shows examples of itself, and the options that all of them take', async () => {
  const program = await createProgram(testIo({}), () => undefined);
  const all = paths(program);
  expect(all.filter(({length}) => length === 1).map(([name]) => name)).toEqual(
    expect.arrayContaining(NAMES.split(' ')),
  );
  for (const words of all) {
    const help = await helpOf(words);
    const line = `casedeck ${words.join(' ')}`;
    expect(help, `${line} --help has no example`).toMatch(/\nExamples?[^\n]*:\n/);
    const examples = help.slice(help.search(/\nExamples?[^\n]*:\n/));
    expect(examples.includes(line) || words.length > 1, `${line} --help has no example of itself`).toBe(true);
    for (const option of ['--quiet', '--no-input', '--profile']) expect(help, line).toContain(option);
  }
});
