import {span, type Span} from '../components/lines.ts';
import {textWidth, truncate} from '../text/width.ts';

/** A view as the header names it. */
export type HeaderView = {
  readonly slot: number | undefined;
  readonly name: string;
  readonly count: number | undefined;
  readonly isCurrent: boolean;
  /** It holds what waits for this person: texts that are not sent, news that was not read. */
  readonly isPressing?: boolean;
};

const GAP = 2;

/**
 * As many views as there is room for: always the one on screen, then those that wait for somebody, then others that
 * hold something, in the order of their keys; empty ones only where all fit.
 */
export function viewSpans(views: readonly HeaderView[], room: number): readonly Span[] {
  const rank = ({isCurrent, isPressing = false, count = 0}: HeaderView) => {
    if (isCurrent) return 0;
    if (count === 0) return 3;
    return isPressing ? 1 : 2;
  };
  const kept = new Set<HeaderView>();
  let used = 0;
  for (const view of views.toSorted((one, other) => rank(one) - rank(other))) {
    const width = textWidth(textOf(view)) + (kept.size > 0 ? GAP : 0);
    if (used + width > room && !view.isCurrent) continue;
    kept.add(view);
    used += width;
  }
  return views
    .filter((view) => kept.has(view))
    .flatMap((view, index) => [
      {text: index === 0 ? '' : ' '.repeat(GAP)},
      span(truncate(textOf(view), Math.max(0, room)), view.isCurrent ? 'strong' : 'dim'),
    ]);
}

function textOf({slot, name, count}: HeaderView): string {
  return [slot, name, count].filter((part) => part !== undefined).join(' ');
}
