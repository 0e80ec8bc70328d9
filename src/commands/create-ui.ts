import {describeError} from '../errors.ts';
import {createDetailState} from '../hooks/detail-state.ts';
import {createListState} from '../hooks/list-state.ts';
import {createState} from '../hooks/state.ts';
import {INITIAL_NAV, navigate} from '../navigation.ts';
import type {Services} from '../services.ts';
import type {Ui} from '../ui.ts';

/** The state of the console, and the three things it can ask of the terminal. */
export function createUi(services: Services, terminal: Pick<Ui, 'quit' | 'redraw' | 'suspend'>): Ui {
  const nav = createState(INITIAL_NAV);
  const go: Ui['go'] = (action) => nav.set((current) => navigate(current, action));
  return {
    nav,
    go,
    list: createListState(services.store),
    detail: createDetailState(),
    fail(error) {
      const {title, hint, reference} = describeError(error);
      const words = [title, hint, reference].filter((part) => part !== undefined).join(' ');
      go({type: 'notice', notice: {tone: 'error', words}});
    },
    ...terminal,
  };
}
