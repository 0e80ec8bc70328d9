import type {Selection} from '../ui.ts';

/** Behind the name of the one ticket that is written to, while others are marked. */
export function aloneText(ui: Selection): string {
  const {size} = ui.marks.get().ids;
  return size === 0 ? '' : ` alone, not the ${size} marked`;
}
