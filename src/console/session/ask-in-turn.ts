import type {AskPassphrase} from '../../secrets/age.ts';

/**
 * Questions for passphrases, one account after the other: several begin to read at the same moment. What is asked again
 * because it was wrong comes before the next account: it was answered a moment ago.
 */
export type QuestionsInTurn<Ask extends AskPassphrase | undefined> = {
  readonly ask: Ask;
  /** Whoever waits for an answer from now on is another session: what waited before is not asked any more. */
  readonly beginAnew: () => void;
};

/** See {@link QuestionsInTurn}. Undefined where nobody can be asked. */
export function inTurn<Ask extends AskPassphrase | undefined>(ask: Ask): QuestionsInTurn<Ask> {
  let last: Promise<unknown> = Promise.resolve();
  let session = 0;
  let atTurn: Promise<void> | undefined;
  const asked: AskPassphrase | undefined =
    ask === undefined
      ? undefined
      : (question) => {
          const mine = session;
          const {tried} = question;
          if (question.isWrong && tried !== undefined)
            return tried === atTurn ? ask(question) : Promise.resolve(undefined);
          const answer = last.then(() => {
            if (mine !== session) return undefined;
            atTurn = tried;
            return ask(question);
          });
          last = Promise.allSettled([answer, tried]);
          return answer;
        };
  return {
    ask: asked as Ask,
    beginAnew() {
      session += 1;
      atTurn = undefined;
      last = Promise.resolve();
    },
  };
}
