import {expect, onTestFinished, test} from 'vitest';
import {createDraftSaver} from '../../src/state/draft-saver.ts';
import {memoryStore} from '../store/temporary.ts';

const PASTED = 'a line of a log, 漢字 and more\n'.repeat(50_000);

function startWriting() {
  const store = memoryStore();
  const saved = () => store.draft('11150929', 'note')?.text ?? '';
  let text = 'before and behind';
  store.saveDraft({ticketId: '11150929', kind: 'note', text});
  const saver = createDraftSaver(
    {store, clock: {now: () => 1000}},
    {ticketId: '11150929', kind: 'note'},
    () => ({text}),
  );
  onTestFinished(() => saver.close());
  const write = (next: string) => {
    text = next;
    saver.changed();
  };
  return {saver, saved, write};
}

test('of megabytes that are pasted both ends are saved at once and the rest soon, with what is typed meanwhile', async () => {
  const {saver, saved, write} = startWriting();
  saver.settle(1);
  write(`before${PASTED} and behind`);
  expect(saved().startsWith('beforea line') && saved().endsWith('more\n and behind')).toBe(true);
  expect(saved().length).toBeLessThan(PASTED.length);
  expect(saver.savedAt.get()).toBeUndefined();
  write(`before!${PASTED} and behind`);
  const whole = `before!${PASTED} and behind`;
  await expect.poll(() => saved() === whole, {timeout: 30_000}).toBe(true);
  expect(saver.savedAt.get()).toBe(1000);
});

test('whoever ends in between saves the rest at once', () => {
  const {saver, saved, write} = startWriting();
  write(`before${PASTED} and behind`);
  saver.close();
  expect(saved() === `before${PASTED} and behind`).toBe(true);
});
