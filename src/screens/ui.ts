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

/** What a screen or dialog is given: what it uses of {@link Ui}, and the cells and rows that it has. */
export type Sized<Uses extends keyof Ui = keyof Ui> = {
  readonly ui: Pick<Ui, Uses>;
  readonly width: number;
  readonly height: number;
};

/** Where the user is, and what they can be sent to do. */
export type Ui = {
  readonly nav: State<Nav>;
  readonly go: (action: NavAction) => void;
  readonly list: ListState;
  readonly detail: DetailState;
  readonly marks: MarkState;
  /** What the last action on marked tickets does or has done. */
  readonly bulk: State<BulkRun | undefined>;
  /** The search screen, as it was left. */
  readonly search: PickerState;
  /** The list of commands, as it was left. */
  readonly palette: PickerState;
  readonly undo: UndoState;
  /** Where one was before. */
  readonly trail: Trail;
  /** The form of a new ticket. */
  readonly create: CreateState;
  /** The search on the service, as it was left. */
  readonly remote: RemoteState;
  /** The file that is looked at. */
  readonly file: FileView;
  /** What is being uploaded or downloaded. */
  readonly transfer: TransferState;
  /** The main key of a command as the user has bound it, for words that tell of it. */
  readonly keyFor: (id: CommandId) => string;
  /** Aborts what is still being read when the console, or this profile's part of it, ends. */
  readonly closed: AbortSignal;
  readonly signIn: SignInState;
  readonly passphrase: PassphraseState;
  /** Closes what is open and shows the other profile, or the demo; where that fails, everything stays as it is. */
  readonly switchTo: (target: SessionTarget) => void;
  /** Ends the console; drafts are saved already. */
  readonly quit: () => void;
  /** Shows an error's words where notices are. */
  readonly fail: (error: unknown) => void;
  /** Puts text onto the clipboard of the terminal and says so; `what` names it. */
  readonly copy: (text: string, what: string) => void;
  /** Shows the address in a browser, or where none is at hand here, says and copies it. */
  readonly browse: (url: string) => void;
  readonly picture: PictureWay & {
    /** Over cells that the frame leaves blank; undefined takes it away. */
    readonly show: (picture: PlacedPicture | undefined) => void;
  };
  readonly redraw: () => void;
  readonly suspend: () => void;
};

/** Says something where notices are. */
export function tellUser(ui: Pick<Ui, 'go'>, message: string, tone: 'info' | 'error' = 'info'): void {
  ui.go({type: 'notice', notice: {tone, message}});
}
