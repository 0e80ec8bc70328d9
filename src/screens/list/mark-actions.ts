import type {KeyActions} from '../../hooks/keys.tsx';
import type {Ui} from '../ui.ts';

/** Marking tickets one by one, in a range, or all of a view. */
export function markActions(ui: Pick<Ui, 'go' | 'list' | 'marks'>): KeyActions {
  const {marks, list} = ui;
  const inform = (words: string) => ui.go({type: 'notice', notice: {tone: 'info', words}});
  const none = list.get().count === 0 ? 'There is no ticket here to mark.' : undefined;
  const size = marks.get().ids.size;
  return {
    'mark.toggle': {run: marks.toggle, disabled: none},
    'mark.range': {run: marks.range, disabled: none},
    'mark.all': {
      run: () => {
        const left = marks.all();
        const rest = left === 0 ? '' : ` ${left} more are not: narrow the list with a filter.`;
        inform(`${marks.get().ids.size} marked.${rest}`);
      },
      disabled: none,
    },
    'mark.clear': {
      run: () => {
        marks.clear();
        inform(`${size} no longer marked.`);
      },
      disabled: size === 0 ? 'Nothing is marked.' : undefined,
    },
  };
}
