/** Where the list's cursor stands, and how much fits. */
export type WindowPlace = {
  readonly top: number;
  readonly index: number;
  readonly count: number;
  /** Rows on screen, headings of groups among them. */
  readonly height: number;
};

/** The groups of up to `limit` tickets from `offset`; undefined: the list has no groups. */
export type GroupsAt = ((offset: number, limit: number) => readonly string[]) | undefined;

/** Below this height headings would leave no room for tickets. */
const HEADINGS_FROM = 4;

/** How many of these tickets fit into `height` rows when each group begins with a heading. At least one. */
export function fittingTickets(groups: readonly string[], height: number): number {
  if (height < HEADINGS_FROM) return Math.max(1, height);
  let rows = 0;
  let tickets = 0;
  for (const [index, group] of groups.entries()) {
    rows += index === 0 || group !== groups[index - 1] ? 2 : 1;
    if (rows > height) break;
    tickets += 1;
  }
  return Math.max(1, tickets);
}

/** True where a heading stands before the ticket at `index` of a window. */
export function hasHeading(groups: readonly string[], index: number, height: number): boolean {
  return height >= HEADINGS_FROM && (index === 0 || groups[index] !== groups[index - 1]);
}

/**
 * The first ticket on screen. The window moves only when the cursor would leave it, and then by half a page: on a slow
 * line, moving down a list rewrites the screen once in ten keys, not at each key. It leaves no empty rows at the end.
 */
export function windowTop(place: WindowPlace, groupsAt?: GroupsAt): number {
  return groupsAt === undefined ? plainTop(place) : groupedTop(place, groupsAt);
}

/** The line of the screen on which the ticket at `index` of a window stands. */
export function lineOf(index: number, groups: readonly string[] | undefined, height: number): number {
  if (groups === undefined) return index;
  const before = groups.slice(0, index + 1);
  return index + before.filter((_, place) => hasHeading(groups, place, height)).length;
}

/** The first ticket on screen, so that the one at `index` stands on that line, or as little above it as can be. */
export function topForLine(
  line: number,
  {index, height}: Pick<WindowPlace, 'index' | 'height'>,
  groupsAt?: GroupsAt,
): number {
  let top = Math.max(0, index - line);
  if (groupsAt === undefined) return top;
  const groups = groupsAt(top, index - top + 1);
  const from = top;
  while (top < index && lineOf(index - top, groups.slice(top - from), height) > line) top += 1;
  return top;
}

function plainTop({top, index, count, height}: WindowPlace): number {
  const isInside = index >= top && index < top + height;
  return clamp(isInside ? top : movedTop({top, index, count, height}), 0, Math.max(0, count - height));
}

function movedTop({top, index, height}: WindowPlace): number {
  const half = Math.floor(height / 2);
  return index < top ? index - height + 1 + half : index - half;
}

function groupedTop(place: WindowPlace, groupsAt: NonNullable<GroupsAt>): number {
  const {index, count, height} = place;
  const start = clamp(place.top, 0, Math.max(0, count - 1));
  const isBefore = index < start;
  const first = clamp(isBefore ? movedTop(place) : start, 0, Math.max(0, count - 1));
  // Everything that can come on screen, in one read.
  const from = Math.max(0, Math.min(first, index - height) - height);
  const groups = groupsAt(from, height * 4);
  const endOf = (top: number) => top + fittingTickets(groups.slice(top - from, top - from + height), height);
  let top = first;
  if (!isBefore && index >= endOf(top)) top = Math.max(top, clamp(index - Math.floor(height / 2), 0, count));
  while (index >= endOf(top)) top += 1;
  while (top > from && endOf(top) >= count && endOf(top - 1) >= count) top -= 1;
  return top;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
