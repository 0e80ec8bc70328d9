/** The same words with a capital letter at their beginning. */
export function beginSentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** The same words with a full stop at their end, where no sentence ends there. */
export function endSentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
