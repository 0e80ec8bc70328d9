import type {BulkRun} from '../state/bulk-state.ts';
import type {CreateState} from '../state/create/create-parts.ts';
import type {DetailState} from '../state/detail-state.ts';
import type {FileView} from '../state/file-view.ts';
import type {ListState} from '../state/list/list-state.ts';
import type {MarkState} from '../state/list/mark-state.ts';
import type {PassphraseState} from '../state/passphrase-state.ts';
import type {PickerState} from '../state/picker-state.ts';
import type {RemoteState} from '../state/remote-state.ts';
import type {SignInState} from '../state/sign-in-state.ts';
import type {State} from '../state/state.ts';
import type {Trail} from '../state/trail.ts';
import type {TransferState} from '../state/transfer-state.ts';
import type {UndoState} from '../state/undo-state.ts';
import type {CommandId} from '../keys/keymap.ts';
import type {Nav, NavAction} from '../state/navigation.ts';
import type {PictureProtocol} from '../pictures/draw-protocol.ts';
import type {PlacedPicture} from '../terminal/frame-stream.ts';
import type {SessionTarget} from '../state/services.ts';

/** How the terminal is given a picture. */
export type PictureWay = {
  readonly drawnBy: PictureProtocol | 'blocks' | 'off';
  /** Its bytes go through tmux. */
  readonly isTmux: boolean;
  /** Bytes are dear, as over SSH. */
  readonly isSlow: boolean;
};

/** Where the user is, what leads elsewhere, and what they are told there. */
export type Guide = {
  readonly nav: State<Nav>;
  readonly go: (action: NavAction) => void;
  /** Shows an error's words where notices are. */
  readonly fail: (error: unknown) => void;
  /** The main key of a command as the user has bound it, for words that tell of it. */
  readonly keyFor: (id: CommandId) => string;
};

/** The list with its cursor, and the tickets of it that are marked. */
export type Selection = {readonly list: ListState; readonly marks: MarkState};

/** The ticket that is read, and those of before. */
export type Reader = {readonly detail: DetailState; readonly trail: Trail};

/** The file that is looked at, and how the terminal shows pictures. */
export type Viewer = {
  readonly file: FileView;
  readonly picture: PictureWay & {
    /** Over cells that the frame leaves blank; undefined takes it away. */
    readonly show: (picture: PlacedPicture | undefined) => void;
  };
};

/** The form of a new ticket, and what takes the last step back, there as anywhere. */
export type Writing = {readonly create: CreateState; readonly undo: UndoState};

/** What takes its time, and what ends it. */
export type Runs = {
  /** What the last action on marked tickets does or has done. */
  readonly bulk: State<BulkRun | undefined>;
  /** What is being uploaded or downloaded. */
  readonly transfer: TransferState;
  /** Aborts what is still being read when the console, or this profile's part of it, ends. */
  readonly closed: AbortSignal;
};

/** What is typed into to find something, each as it was left. */
export type Pickers = {
  readonly search: PickerState;
  /** The list of commands. */
  readonly palette: PickerState;
  /** The search on the service. */
  readonly remote: RemoteState;
};

/** Whose tickets are shown, and what has to be typed for it. */
export type Entrance = {
  readonly signIn: SignInState;
  readonly passphrase: PassphraseState;
  /** Closes what is open and shows the other profile, or the demo; where that fails, everything stays as it is. */
  readonly switchTo: (target: SessionTarget) => void;
};

/** What hands something to other programs. */
export type Sharing = {
  /** Puts text onto the clipboard of the terminal and says so; `what` names it. */
  readonly copy: (text: string, what: string) => void;
  /** Shows the address in a browser, or where none is at hand here, says and copies it. */
  readonly browse: (url: string) => void;
};

/** The console as a program in a terminal. */
export type Host = {
  /** Ends the console; drafts are saved already. */
  readonly quit: () => void;
  readonly redraw: () => void;
  readonly suspend: () => void;
};

/** All of it: for what makes it, and what draws every screen. A screen names the parts that it uses. */
export type Ui = Guide & Selection & Reader & Viewer & Writing & Runs & Pickers & Entrance & Sharing & Host;

/** What a screen or dialog is given: the parts that it uses, and the cells and rows that it has. */
export type Sized<Parts> = {readonly ui: Parts; readonly width: number; readonly height: number};

/** Says something where notices are. */
export function tellUser({go}: Guide, message: string, tone: 'info' | 'error' = 'info'): void {
  go({type: 'notice', notice: {tone, message}});
}
