import type {Stage} from '../support/stage.ts';

export async function filter(stage: Stage, words: string): Promise<void> {
  await stage.run('filter.open');
  await stage.type(words);
  await stage.run('filter.done');
}

export async function openEmail(stage: Stage): Promise<void> {
  await stage.run('ticket.emails', 'open');
  await stage.until('Subject');
}
