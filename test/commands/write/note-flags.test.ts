import {expect, test} from 'vitest';
import {prepareCasedeck, type CasedeckRunner} from '../../support/run-casedeck.ts';

function writesOf({asked}: CasedeckRunner): readonly string[] {
  return asked().filter((operation) => operation.endsWith('Note'));
}

test.each([
  [['note', '-m', 'Which label?'], 'note'],
  [['note', '--reply', '-m', 'As agreed.'], 'reply'],
] as const)(
  'where the service waits for an answer, %j goes out although changes are not allowed',
  async (args, kind) => {
    const casedeck = await prepareCasedeck();
    const id = '1-204976070301';
    expect(casedeck.sandbox.ticket(id)).toMatchObject({
      status: 'IN_PROGRESS',
      modifiable: false,
      respond: true,
    });
    const [command, ...rest] = args;
    expect(await casedeck.run([command, id, ...rest])).toMatchObject({
      code: 0,
      err: expect.stringMatching(
        new RegExp(`takes no changes, and that it waits for an answer[^]*the ${kind} is on`),
      ),
    });
  },
);

test('where a flag or the status says no, the reason is shown, and --anyway leaves it to the service', async () => {
  const casedeck = await prepareCasedeck();
  const {run, sandbox} = casedeck;
  const id = '1-204976070702';
  const ticket = sandbox.ticket(id);
  if (ticket === undefined) throw new Error('no ticket');
  sandbox.put({...ticket, modifiable: false});
  const warned = await run(['note', id, '-m', 'x']);
  expect(warned).toMatchObject({code: 1, err: expect.stringContaining('takes no changes')});
  expect(warned.err).toContain('--anyway');
  expect(writesOf(casedeck)).toEqual([]);
  const decided = await run(['note', id, '-m', 'x', '--anyway']);
  expect(decided.err).toContain('cannot be modified');
  expect(writesOf(casedeck)).toHaveLength(1);
  sandbox.put({...ticket, status: 'CLOSED', modifiable: false});
  const closed = await run(['note', id, '-m', 'x', '--anyway']);
  expect(closed.err).toContain('is CLOSED and cannot be modified');
});
