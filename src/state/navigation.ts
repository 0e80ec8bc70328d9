import type {AnswerFields} from '../domain/orders/negotiation.ts';
import {PLACES, type Place} from '../keys/contexts.ts';
import type {KeyContext} from '../keys/key-row.ts';
import type {CommandId} from '../keys/keymap.ts';

/** Screens without arguments: the command of the same name opens each of them from anywhere. */
export const PLAIN_SCREENS = ['overview', 'notices', 'log'] as const satisfies readonly CommandId[];

/** What the user would call a screen. The bottom of the stack is always the list. */
export type Screen =
  | {readonly [Kind in PlainScreen]: {readonly kind: Kind}}[PlainScreen]
  | {readonly kind: 'list'}
  | {
      readonly kind: 'ticket';
      readonly id: string;
      /** Another ticket on the other side of the screen; `id` is the one that gets the keys. */
      readonly beside?: {readonly id: string; readonly isLeft: boolean};
      /** Of the search that led there; they are marked. */
      readonly words?: string;
    }
  | {readonly kind: 'email'; readonly ticketId: string; readonly emailId: string; readonly words?: string}
  | {readonly kind: 'file'; readonly ticketId: string; readonly fileId: string}
  | {readonly kind: 'outbox'}
  | {readonly kind: 'search'}
  /** The search on the service. */
  | {readonly kind: 'remote'}
  | {readonly kind: 'handover'; readonly ids: readonly string[]}
  /** Of the sites: an incident, maintenance or the like. */
  | {readonly kind: 'notice'; readonly id: string; readonly words?: string}
  /** What happened since that time. */
  | {readonly kind: 'since'; readonly since: number}
  | {readonly kind: 'site'; readonly ibx: string};

type PlainScreen = (typeof PLAIN_SCREENS)[number];

/** A dialog above the screen; it gets all keys. At most one. */
export type Modal =
  | {
      readonly kind: 'compose';
      readonly ticketId: string;
      readonly draft: 'note' | 'reply';
      /** A template is being chosen. */
      readonly choosing?: boolean;
      /** Files are being chosen. */
      readonly attaching?: boolean;
    }
  /** An answer to what an order asks: chosen first, then sent, with a reason where one is written. */
  | {
      readonly kind: 'answer';
      readonly ticketId: string;
      readonly chosen?: Pick<AnswerFields, 'action' | 'referenceId'> | undefined;
      readonly field: 'reason' | 'id';
    }
  | {readonly kind: 'cancel'; readonly ticketId: string; readonly field: 'reason' | 'id'}
  /** A private note being written. */
  | {readonly kind: 'remark'; readonly ticketId: string}
  /** The addresses and numbers of tickets in a ticket, or in those of its e-mails. */
  | {readonly kind: 'links'; readonly ticketId: string; readonly emailIds?: readonly string[]}
  /** Until when a ticket is out of sight. */
  | {readonly kind: 'snooze'; readonly ticketId: string}
  /** To whom all that is mine goes at the end of the shift. */
  | {readonly kind: 'give'}
  /** Where something is written to on this machine. */
  | {readonly kind: 'save'; readonly target: SaveTarget}
  /** A new ticket: filled in field by field, then looked at. */
  | {readonly kind: 'create'; readonly step: 'form' | 'review' | 'template'; readonly field: CreateField}
  | {readonly kind: 'filter'}
  /** One line to type, below the hand-over. */
  | {readonly kind: 'line'; readonly purpose: 'next' | 'file' | 'find'}
  /** The name of a saved search; `search`: it has one, which is to change. */
  | {readonly kind: 'name'; readonly search: string | undefined}
  /** A list to choose one from. */
  | {
      readonly kind: 'menu';
      readonly menu: 'views' | 'ibxs' | 'sort';
      /** The entry to begin at; undefined: what is shown now. */
      readonly at?: string;
    }
  | {readonly kind: 'bulk'; readonly action: 'note' | 'cancel'; readonly field: 'text' | 'count'}
  | {readonly kind: 'export'}
  /** What came of the last action on marked tickets. */
  | {readonly kind: 'results'}
  | {readonly kind: 'welcome'}
  | {readonly kind: 'signin'; readonly step: 'form' | 'keep'; readonly field: SignInField}
  /** Which one is shown; or of several that are shown together, which one something is done in. */
  | {readonly kind: 'profiles'; readonly purpose?: 'create' | 'signin'}
  /** `below` is what comes back when the passphrase is given. */
  | {readonly kind: 'passphrase'; readonly below: Modal | undefined};

/** What is saved on this machine: one file of a ticket, all of them, the whole ticket, or one of its e-mails. */
export type SaveTarget =
  | {readonly what: 'file'; readonly ticketId: string; readonly fileId: string}
  | {readonly what: 'files' | 'ticket'; readonly ticketId: string}
  | {
      readonly what: 'email';
      readonly ticketId: string;
      readonly emailId: string;
      readonly as: 'txt' | 'html';
    };

/** The fields of the form for a new ticket. */
export type CreateField =
  | 'code'
  | 'description'
  | 'primaryId'
  | 'secondaryId'
  | 'occurred'
  | 'reference'
  | 'contacts'
  | 'terminationDate'
  | 'details'
  | 'files';

/** The fields of the sign-in screen. */
export type SignInField = 'environment' | 'url' | 'profile' | 'clientId' | 'secret';

/** An overlay above everything else gets all keys; what is below stays as it is. */
export type Overlay = 'help' | 'helpSearch' | 'palette';

export type TicketTab = 'timeline' | 'notes' | 'emails' | 'files' | 'history' | 'more';
export const TICKET_TABS: readonly TicketTab[] = ['timeline', 'notes', 'emails', 'files', 'history', 'more'];

/** Where times are shown: this machine's zone, the IBX's, or UTC. */
export type TimeMode = 'local' | 'site' | 'utc';

export type Notice = {readonly tone: 'info' | 'error'; readonly message: string};

export type Nav = {
  readonly screens: readonly Screen[];
  readonly modal: Modal | undefined;
  readonly overlay: Overlay | undefined;
  /** Which pane gets the keys if list and detail share the screen. */
  readonly pane: 'list' | 'detail';
  readonly preview: 'auto' | 'right' | 'below' | 'off';
  /** How much of the body the list has, in percent, where somebody has chosen it. */
  readonly share: {readonly right?: number; readonly below?: number};
  readonly tab: TicketTab;
  readonly time: TimeMode;
  readonly notice: Notice | undefined;
};

export const INITIAL_NAV: Nav = {
  screens: [{kind: 'list'}],
  modal: undefined,
  overlay: undefined,
  pane: 'list',
  preview: 'auto',
  share: {},
  tab: 'timeline',
  time: 'local',
  notice: undefined,
};

export type NavAction =
  | {readonly type: 'push'; readonly screen: Screen}
  | {readonly type: 'back'}
  /** An earlier place, with all screens that lay below it. */
  | ({readonly type: 'place'} & Pick<Nav, 'screens' | 'pane'>)
  | {readonly type: 'modal'; readonly modal: Modal | undefined}
  | {readonly type: 'overlay'; readonly overlay: Overlay | undefined}
  | {readonly type: 'pane'; readonly pane: Nav['pane']}
  | {readonly type: 'preview'; readonly preview: Nav['preview']}
  | {readonly type: 'share'; readonly share: Nav['share']}
  | {readonly type: 'tab'; readonly tab: TicketTab}
  | {readonly type: 'time'; readonly time: TimeMode}
  | {readonly type: 'notice'; readonly notice: Notice | undefined};

/** The next place; every move clears the last notice. */
export function navigate(nav: Nav, action: NavAction): Nav {
  switch (action.type) {
    case 'push':
      return {...nav, screens: [...nav.screens, action.screen], notice: undefined};
    case 'back':
      return goBack(nav);
    case 'place': {
      const {screens, pane} = action;
      return {...nav, screens, pane, modal: undefined, overlay: undefined, notice: undefined};
    }
    case 'modal':
      return {...nav, modal: action.modal, notice: undefined};
    case 'overlay':
      return {...nav, overlay: action.overlay, notice: undefined};
    case 'pane':
      return {...nav, pane: action.pane, notice: undefined};
    case 'preview':
      return {...nav, preview: action.preview, pane: 'list', notice: undefined};
    case 'share':
      return {...nav, share: {...nav.share, ...action.share}, notice: undefined};
    case 'tab':
      return {...nav, tab: action.tab, notice: undefined};
    case 'time':
      return {...nav, time: action.time};
    case 'notice':
      return {...nav, notice: action.notice};
  }
}

function goBack(nav: Nav): Nav {
  if (nav.overlay !== undefined) return {...nav, overlay: undefined, notice: undefined};
  if (nav.modal !== undefined) return {...nav, modal: undefined, notice: undefined};
  if (nav.screens.length > 1) return {...nav, screens: nav.screens.slice(0, -1), notice: undefined};
  return {...nav, pane: 'list', notice: undefined};
}

export function topScreen(nav: Nav): Screen {
  return nav.screens.at(-1) ?? {kind: 'list'};
}

/** The contexts that get keys, in order: an overlay gets all of them, then a modal. */
export function contextsOf(nav: Nav): readonly KeyContext[] {
  if (nav.overlay === 'help') return PLACES.help;
  return PLACES[nav.overlay === undefined ? placeBelow(nav) : 'search'];
}

/** Which would hear them without the overlay. */
export function contextsBelow(nav: Nav): readonly KeyContext[] {
  return PLACES[placeBelow(nav)];
}

function placeBelow(nav: Nav): Place {
  if (nav.modal !== undefined) return placeOf(nav.modal);
  const {kind} = topScreen(nav);
  if (kind === 'remote') return 'search';
  if (kind === 'list' && nav.pane === 'detail') return 'ticket';
  return hasPlace(kind) ? kind : 'page';
}

function hasPlace(kind: Screen['kind']): kind is Screen['kind'] & Place {
  return kind in PLACES;
}

type PlacesOf = {
  readonly [Kind in Modal['kind']]: (modal: Extract<Modal, {readonly kind: Kind}>) => Place;
};

const MODAL_PLACES: PlacesOf = {
  compose({choosing, attaching}) {
    if (attaching === true) return 'pickerInForm';
    return choosing === true ? 'menu' : 'text';
  },
  answer({chosen, field}) {
    if (chosen === undefined) return 'menu';
    return field === 'reason' ? 'textInDialog' : 'fieldInDialog';
  },
  cancel: ({field}) => (field === 'reason' ? 'textInDialog' : 'fieldInDialog'),
  remark: () => 'textInDialog',
  snooze: () => 'search',
  give: () => 'search',
  links: () => 'search',
  save: () => 'pickerInForm',
  create({step, field}) {
    if (step === 'review') return 'review';
    if (step === 'template') return 'menu';
    return field === 'description' ? 'textInForm' : 'pickerInForm';
  },
  filter: () => 'filter',
  line: () => 'line',
  name: () => 'line',
  bulk: ({field}) => (field === 'text' ? 'textInDialog' : 'fieldInDialog'),
  export: () => 'line',
  results: () => 'results',
  menu: () => 'menu',
  profiles: () => 'menu',
  welcome: () => 'welcome',
  signin({step, field}) {
    if (step === 'keep') return 'menu';
    return field === 'environment' ? 'signInMenu' : 'signInField';
  },
  passphrase: () => 'passphrase',
};

function placeOf(modal: Modal): Place {
  // Each kind has its own entry, which TypeScript cannot follow through the look-up.
  return (MODAL_PLACES[modal.kind] as (modal: Modal) => Place)(modal);
}
