import type {AskPassphrase} from '../../secrets/age.ts';

/**
 * Questions for passphrases, one account after the other, because several accounts start to read at the same time. A
 * question that is repeated because the answer was wrong comes before the next account's.
 */
export type QuestionsInTurn<Ask extends AskPassphrase | undefined> = {
  readonly ask: Ask;
  /** Later questions belong to another session: earlier ones that still wait are dropped. */
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
