/** BM25's usual constants: how soon repetition stops counting, and how much length does. */
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

/**
 * A rank for each of texts that all hold the words: the lower, the more of a text they are. This is BM25
 * among these texts alone; FTS5's own weighs words by counting all their matches, which costs more than finding them.
 */
export function rankTexts(texts: readonly string[], words: readonly string[]): readonly number[] {
  const wanted = words.map(plain);
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const usual = length === 0 ? 1 : length / texts.length;
  return texts.map((text) => {
    const folded = plain(text);
    const fullness = SATURATION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * text.length) / usual);
    return wanted.reduce((rank, word) => {
      const count = occurrences(folded, word);
      return rank - (count * (SATURATION + 1)) / (count + fullness);
    }, 0);
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** At least one: the index splits words at their punctuation, and so finds what stands here otherwise. */
function occurrences(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) count += 1;
  return Math.max(1, count);
}
