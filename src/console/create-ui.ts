import {errorLine} from '../errors.ts';
import {readListState} from '../sync/poller/list-progress.ts';
import type {BulkRun} from '../state/bulk-state.ts';
import type {CreateState} from '../state/create/create-parts.ts';
import {createCreateState} from '../state/create/create-state.ts';
import {createDetailState} from '../state/detail-state.ts';
import {createFileView} from '../state/file-view.ts';
import {createListState} from '../state/list/list-state.ts';
import type {ListMemory} from '../state/list/list-position.ts';
import {isEachRead} from '../state/list/newcomers.ts';
import {createMarkState} from '../state/list/mark-state.ts';
import {createPicker} from '../state/picker-state.ts';
import {createRemoteState} from '../state/remote-state.ts';
import {createSignInState} from '../state/sign-in-state.ts';
import {createState} from '../state/state.ts';
import {createTrail} from '../state/trail.ts';
import {createTransferState} from '../state/transfer-state.ts';
import {createUndo} from '../state/undo-state.ts';
import type {View} from '../domain/views.ts';
import {INITIAL_NAV, navigate, type Nav} from '../state/navigation.ts';
import type {Services, SessionTarget} from '../state/services.ts';
import {splitBody} from '../screens/list/split.ts';
import type {Entrance, Guide, Host, Runs, Sharing, Ui, Viewer} from '../screens/ui.ts';
import type {AccountInfo} from '../domain/account.ts';

/** What the console around a session does for it. */
export type UiHost = Host &
  Omit<Entrance, 'signIn'> & {
    /** Where the lists of other profiles were left, by profile and endpoint. */
    readonly lists?: Map<string, ListMemory>;
    /** Called when the new ticket that this account is shown for is left unsent. */
    readonly onFormLeft?: (() => void) | undefined;
  };

/** What the session itself does for the screens. */
export type UiTools = Sharing & Pick<Guide, 'keyFor'> & Pick<Runs, 'closed'> & Pick<Viewer, 'picture'>;

/** How the console looks at the start, as the configuration has it, and the terminal. */
export type UiLook = Pick<Nav, 'time' | 'preview' | 'share'> & {
  readonly views: readonly View[];
  readonly size: TerminalSize;
};

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** The state of the console, and what it can ask of the terminal and the run around it. */
export function createUi(
  services: Services,
  {lists = new Map(), onFormLeft, ...host}: UiHost & UiTools,
  {views, size, ...look}: UiLook,
): Ui {
  const {isNew, joined} = services.accounts;
  const isJoined = joined.length > 0;
  const start: Nav = {...INITIAL_NAV, ...look};
  const nav = createState<Nav>(isNew ? {...start, modal: {kind: 'welcome'}} : start);
  const go: Guide['go'] = (action) => nav.set((current) => navigate(current, action));
  const list = createListState(services, views, {
    memory: memoryIn(lists, services.account),
    isWhole: () => isWhole(services),
    height: rowsOnScreen(size, look),
  });
  const transfer = createTransferState(services.clock.now);
  const isFree = () => nav.get().modal === undefined && nav.get().overlay === undefined;
  const create = createCreateState({...services, transfer, go, isFree, keyFor: host.keyFor});
  return {
    nav,
    go,
    list,
    marks: createMarkState(services.store, list),
    bulk: createState<BulkRun | undefined>(undefined),
    search: createPicker(),
    palette: createPicker(),
    file: createFileView(services, nav),
    undo: createUndo(services.clock),
    trail: createTrail({nav, list, go}),
    transfer,
    remote: createRemoteState(services.searchOrders, transfer),
    // A new ticket belongs to one account: its form is that account's own.
    create: isJoined
      ? {...create, open: () => go({type: 'modal', modal: CREATE_IN})}
      : leadingBack(create, onFormLeft),
    detail: createDetailState(),
    signIn: createSignInState({
      signIn: services.accounts.signIn,
      go,
      switchTo: (target) => host.switchTo(isJoined ? backToAll(target, services.account.profile) : target),
    }),
    fail(error) {
      go({type: 'notice', notice: {tone: 'error', message: errorLine(error)}});
    },
    ...host,
    switchTo: (target) =>
      host.switchTo(isJoined && isForm(target) ? {...target, backTo: services.account.profile} : target),
  };
}

function isForm(target: SessionTarget): target is SessionTarget & {readonly kind: 'profile'} {
  return target.kind === 'profile' && target.begin === 'ticket.new';
}

/** A user who came for one new ticket and leaves it goes back; one who sends it stays and sees its result. */
function leadingBack(create: CreateState, onLeft: (() => void) | undefined): CreateState {
  if (onLeft === undefined) return create;
  let isOver = false;
  return {
    ...create,
    send() {
      isOver = true;
      create.send();
    },
    close() {
      create.close();
      if (!isOver) onLeft();
      isOver = true;
    },
  };
}

/** Header, footer, and the border of the list. What else there may be to say, the list hears of when it is drawn. */
const AROUND_BODY = 2;
const BORDER = 2;

/** Without this the first frame would show one row, and the others would come with the second frame. */
function rowsOnScreen({columns, rows}: TerminalSize, look: Pick<Nav, 'preview' | 'share'>): number {
  const {list} = splitBody(columns, rows - AROUND_BODY, look);
  return Math.max(1, list.height - BORDER);
}

const CREATE_IN = {kind: 'profiles', purpose: 'create'} as const;

/** Whoever signed in to one of several goes on with all of them. */
function backToAll(target: SessionTarget, profile: string): SessionTarget {
  return target.kind === 'profile' ? {...target, profile, signedIn: target.profile} : target;
}

function memoryIn(lists: Map<string, ListMemory>, account: AccountInfo): ListMemory {
  const name = `${account.profile} ${account.endpoint}`;
  const memory = lists.get(name) ?? {places: new Map(), view: undefined};
  lists.set(name, memory);
  return memory;
}

/**
 * Whether list and tickets were read completely once, in this run or an earlier one. Until then it is not known what is
 * most urgent; the cursor stays on the first row while urgent tickets arrive there.
 */
function isWhole({poller, store, clock}: Pick<Services, 'clock' | 'poller' | 'store'>): boolean {
  const isListed =
    poller.status().listAt !== undefined || readListState(store, clock.now()).listAt !== undefined;
  return isListed && isEachRead(store);
}
