/** Asks for a key a second time where something speaks against it. */
export type Insist = {
  /** True: go on. False, the first time that these words stand against it: they are to be shown. */
  readonly pass: (words: string | undefined) => boolean;
};

/** `known`: words that were insisted upon before. */
export function createInsist(known?: string): Insist {
  let told = known;
  return {
    pass(words) {
      const isKnown = words === undefined || words === told;
      told = words;
      return isKnown;
    },
  };
}
