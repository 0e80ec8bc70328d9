import type {AskPassphrase, PassphraseQuestion} from '../secrets/age.ts';
import {createState, type State} from './state.ts';

/** The question for a passphrase that waits for the user. One a run: the answer is kept with the secrets. */
export type PassphraseState = {
  readonly question: State<PassphraseQuestion | undefined>;
  /** For the secrets: resolves to what the user types, or undefined where they will not say. */
  readonly ask: AskPassphrase;
  readonly answer: (passphrase: string | undefined) => void;
};

export function createPassphraseState(): PassphraseState {
  const question = createState<PassphraseQuestion | undefined>(undefined);
  let resolve: (passphrase: string | undefined) => void = () => undefined;
  const answer = (passphrase: string | undefined) => {
    question.set(undefined);
    resolve(passphrase);
  };
  return {
    question,
    answer,
    ask(next) {
      // A second question while one waits: the first one's asker has gone.
      resolve(undefined);
      return new Promise((done) => {
        resolve = done;
        question.set(next);
      });
    },
  };
}
