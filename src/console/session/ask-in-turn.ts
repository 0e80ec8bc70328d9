import type {AskPassphrase} from '../../secrets/age.ts';

/** Questions for passphrases, one after the other: several accounts begin to read at the same moment. */
export type QuestionsInTurn<Ask extends AskPassphrase | undefined> = {
  readonly ask: Ask;
  /** Whoever waits for an answer from now on is another session: what waited before is not asked any more. */
  readonly beginAnew: () => void;
};

/** See {@link QuestionsInTurn}. Undefined where nobody can be asked. */
export function inTurn<Ask extends AskPassphrase | undefined>(ask: Ask): QuestionsInTurn<Ask> {
  let last: Promise<unknown> = Promise.resolve();
  let session = 0;
  const asked: AskPassphrase | undefined =
    ask === undefined
      ? undefined
      : (question) => {
          const mine = session;
          const answer = last.then(() => (mine === session ? ask(question) : undefined));
          last = answer.catch(() => undefined);
          return answer;
        };
  return {
    ask: asked as Ask,
    beginAnew() {
      session += 1;
      last = Promise.resolve();
    },
  };
}
