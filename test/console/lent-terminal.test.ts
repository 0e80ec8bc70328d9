import {setTimeout as pause} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {createLentTerminal} from '../../src/console/session/lent-terminal.ts';

test('a ctrl-c of the editor that is heard right after its end is still the editor’s', async () => {
  const terminal = createLentTerminal();
  expect(terminal.isLent()).toBe(false);
  await expect(terminal.during(() => Promise.reject(new Error('ended')))).rejects.toThrow('ended');
  expect(terminal.isLent()).toBe(true);
  await expect.poll(() => terminal.isLent()).toBe(false);
  const runs = [terminal.during(() => pause(1)), terminal.during(() => pause(2))];
  expect(terminal.isLent()).toBe(true);
  await Promise.all(runs);
  await expect.poll(() => terminal.isLent()).toBe(false);
});
