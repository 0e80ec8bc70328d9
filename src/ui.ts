import type {DetailState} from './hooks/detail-state.ts';
import type {ListState} from './hooks/list-state.ts';
import type {State} from './hooks/state.ts';
import type {Nav, NavAction} from './navigation.ts';

/** Where the user is, and what they can be sent to do; given to every screen. */
export type Ui = {
  readonly nav: State<Nav>;
  readonly go: (action: NavAction) => void;
  readonly list: ListState;
  readonly detail: DetailState;
  /** Ends the console; drafts are saved already. */
  readonly quit: () => void;
  /** Shows an error's words where notices are. */
  readonly fail: (error: unknown) => void;
  readonly redraw: () => void;
  readonly suspend: () => void;
};
