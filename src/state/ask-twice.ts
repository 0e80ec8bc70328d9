/** Asks for a key a second time if there is a reason against its action. */
export type AskTwice = {
  /** True: go on. False the first time: these reasons must be shown. */
  readonly goesOn: (words: string | undefined) => boolean;
};

/** `known`: words that were read before. */
export function createAskTwice(known?: string): AskTwice {
  let told = known;
  return {
    goesOn(words) {
      const isKnown = words === undefined || words === told;
      told = words;
      return isKnown;
    },
  };
}

const asked = new WeakMap<object, AskTwice>();

/** One for each thing that is asked about. */
export function askTwiceAbout(what: object): AskTwice {
  const known = asked.get(what) ?? createAskTwice();
  asked.set(what, known);
  return known;
}
