/** Letters between two that were typed: so many may have been left out. */
const MOST_SKIPPED = 2;

/**
 * Whether the characters of `needle` are close together in one line of `text`, in their order: each at most two after
 * the one before, or at the start of a later word. `lvl` is in "light level", `ccd` in "cross connect down". Both in
 * the same case. An empty needle matches everywhere.
 */
export function isCloseMatch(needle: string, text: string): boolean {
  if (needle === '') return true;
  return text.split('\n').some((line) => isInLine(needle, line));
}

function isInLine(needle: string, line: string): boolean {
  let places: readonly number[] | undefined;
  for (const letter of needle) {
    places = nextPlaces(line, letter, places);
    if (places.length === 0) return false;
  }
  return true;
}

/** Everywhere the letter can stand, after the places of the one before. */
function nextPlaces(line: string, letter: string, before: readonly number[] | undefined): readonly number[] {
  const places: number[] = [];
  let at = 0;
  for (let place = line.indexOf(letter); place !== -1; place = line.indexOf(letter, place + 1)) {
    if (before === undefined) {
      places.push(place);
      continue;
    }
    const first = before[0] ?? place;
    if (first >= place) continue;
    while ((before[at + 1] ?? place) < place) at += 1;
    const distance = place - (before[at] ?? 0);
    if (distance <= MOST_SKIPPED + 1 || isWordStart(line, place)) places.push(place);
  }
  return places;
}

function isWordStart(line: string, place: number): boolean {
  return place === 0 || /[^\p{L}\p{N}]/u.test(line.charAt(place - 1));
}
