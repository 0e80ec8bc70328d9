import type {KeyContext} from './keymap.ts';

/** What the user would call a screen. The bottom of the stack is always the list. */
export type Screen =
  | {readonly kind: 'list'}
  | {readonly kind: 'ticket'; readonly id: string}
  | {readonly kind: 'email'; readonly ticketId: string; readonly emailId: string};

/** What lies above the screen and owns the keys. At most one. */
export type Modal =
  | {readonly kind: 'compose'; readonly ticketId: string; readonly draft: 'note' | 'reply'}
  | {readonly kind: 'cancel'; readonly ticketId: string; readonly field: 'reason' | 'id'}
  | {readonly kind: 'filter'}
  | {readonly kind: 'help'};

export type TicketTab = 'notes' | 'emails' | 'files' | 'history' | 'more';
export const TICKET_TABS: readonly TicketTab[] = ['notes', 'emails', 'files', 'history', 'more'];

/** Where times are shown: this machine's zone, the IBX's, or UTC. */
export type TimeMode = 'local' | 'site' | 'utc';

export type Notice = {readonly tone: 'info' | 'error'; readonly words: string};

export type Nav = {
  readonly screens: readonly Screen[];
  readonly modal: Modal | undefined;
  /** Which pane hears the keys where list and detail share the screen. */
  readonly pane: 'list' | 'detail';
  readonly preview: 'auto' | 'right' | 'below' | 'off';
  readonly tab: TicketTab;
  readonly time: TimeMode;
  readonly notice: Notice | undefined;
};

export const INITIAL_NAV: Nav = {
  screens: [{kind: 'list'}],
  modal: undefined,
  pane: 'list',
  preview: 'auto',
  tab: 'notes',
  time: 'local',
  notice: undefined,
};

export type NavAction =
  | {readonly type: 'push'; readonly screen: Screen}
  | {readonly type: 'back'}
  | {readonly type: 'modal'; readonly modal: Modal | undefined}
  | {readonly type: 'pane'; readonly pane: Nav['pane']}
  | {readonly type: 'preview'; readonly preview: Nav['preview']}
  | {readonly type: 'tab'; readonly tab: TicketTab}
  | {readonly type: 'time'; readonly time: TimeMode}
  | {readonly type: 'notice'; readonly notice: Notice | undefined};

/** The next place; going anywhere takes the last notice away. */
export function navigate(nav: Nav, action: NavAction): Nav {
  switch (action.type) {
    case 'push':
      return {...nav, screens: [...nav.screens, action.screen], notice: undefined};
    case 'back':
      return goBack(nav);
    case 'modal':
      return {...nav, modal: action.modal, notice: undefined};
    case 'pane':
      return {...nav, pane: action.pane};
    case 'preview':
      return {...nav, preview: action.preview, pane: 'list'};
    case 'tab':
      return {...nav, tab: action.tab};
    case 'time':
      return {...nav, time: action.time};
    case 'notice':
      return {...nav, notice: action.notice};
  }
}

function goBack(nav: Nav): Nav {
  if (nav.modal !== undefined) return {...nav, modal: undefined, notice: undefined};
  if (nav.screens.length > 1) return {...nav, screens: nav.screens.slice(0, -1), notice: undefined};
  return {...nav, pane: 'list', notice: undefined};
}

export function topScreen(nav: Nav): Screen {
  return nav.screens.at(-1) ?? {kind: 'list'};
}

/** Which contexts hear keys, first one first: a modal owns them all. */
export function contextsOf(nav: Nav): readonly KeyContext[] {
  if (nav.modal !== undefined) return modalContexts(nav.modal);
  const screen = topScreen(nav);
  if (screen.kind === 'email') return ['email', 'main'];
  if (screen.kind === 'ticket' || nav.pane === 'detail') return ['ticket', 'main'];
  return ['list', 'main'];
}

function modalContexts(modal: Modal): readonly KeyContext[] {
  switch (modal.kind) {
    case 'compose':
      return ['composer'];
    case 'cancel':
      return modal.field === 'reason' ? ['composer', 'dialog'] : ['field', 'dialog'];
    case 'filter':
      return ['filter'];
    case 'help':
      return ['pager'];
  }
}
