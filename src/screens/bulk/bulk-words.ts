const MOST_NAMED = 4;

/** Names the tickets that are marked but not in sight: nobody should act on what they have forgotten. */
export function hiddenWords(hidden: readonly string[]): string {
  if (hidden.length === 0) return '';
  const named = hidden.slice(0, MOST_NAMED).join(', ');
  const rest = hidden.length > MOST_NAMED ? ` and ${hidden.length - MOST_NAMED} more` : '';
  return ` Not in this view: ${named}${rest}.`;
}
