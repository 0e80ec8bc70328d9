import type {FieldLines, LineField} from './create-lines.ts';
import type {Services} from '../services.ts';
import type {DraftSaver} from '../draft-saver.ts';
import type {CreateField, NavAction} from '../navigation.ts';
import type {State} from '../state.ts';
import type {TicketBeginning} from '../../domain/new-ticket/ticket-like.ts';
import type {TransferState} from '../transfer-state.ts';
import type {TextBuffer} from '../../text/edit/text-buffer.ts';
import type {Asset} from '../../domain/assets/asset.ts';
import type {FilledField} from '../../domain/assets/asset-filling.ts';
import type {CreateForm} from './create-form.ts';

/** What an asset has put into the form, and what was there before. */
export type Filled = {
  /** The number that people know it by. */
  readonly label: string;
  readonly fields: Readonly<Partial<Record<FilledField, string>>>;
  /** The last line of the description. */
  readonly line: string | undefined;
  readonly before: Readonly<Record<FilledField, string>>;
};

export type CreateStatus = {
  /** Fields that the user has left once: what is missing there is shown from then on. */
  readonly visited: ReadonlySet<CreateField>;
  /** What the last attempt came to, a sentence each; `field` is where it belongs. */
  readonly problem: {readonly field: CreateField; readonly words: readonly string[]} | undefined;
  readonly isSending: boolean;
  /** What was looked up by a number and filled in. */
  readonly filled: Filled | undefined;
};

/** The form of a new ticket. It is kept outside React, so it survives screens that cover it. */
export type CreateState = Pick<DraftSaver, 'savedAt' | 'unsaved' | 'flush'> & {
  readonly form: State<CreateForm>;
  readonly status: State<CreateStatus>;
  readonly lines: FieldLines;
  /** Goes on with the draft, or begins one. */
  readonly open: () => void;
  /** The same at a place: a cage or a site, where none is filled in yet. */
  readonly openAt: (place: string) => void;
  /** Begins one with these fields; what was in the form comes back by `clear`. */
  readonly begin: (beginning: TicketBeginning) => void;
  readonly set: (change: Partial<CreateForm>) => void;
  /** Puts a text into a field's line, with the cursor behind it. */
  readonly setLine: (field: LineField, text: string) => void;
  readonly setDescription: (change: (buffer: TextBuffer) => TextBuffer) => void;
  readonly go: (field: CreateField) => void;
  readonly step: (from: CreateField, by: 1 | -1) => void;
  /** Where it is, by the ids or by a number that was looked up; undefined where nobody knows. */
  readonly place: () => string | undefined;
  /** Fills in where an asset is, which was found in this field. */
  readonly takeAsset: (field: FilledField, asset: Asset) => void;
  /** Takes that back. */
  readonly takeBackAsset: () => void;
  readonly addFile: (path: string) => Promise<void>;
  /** Adds the fields of a JSON file to the details. */
  readonly addDetails: (path: string) => Promise<void>;
  /** Takes the last contact, detail or file away. */
  readonly removeLast: (field: CreateField) => void;
  /** Empties the form; a second time brings back what was there. */
  readonly clear: () => void;
  /** To the review, or to the first field that needs something; `from` is where Esc goes back to. */
  readonly review: (from: CreateField) => void;
  readonly send: () => void;
  readonly close: () => void;
};

export type CreateDeps = Pick<Services, 'store' | 'clock' | 'files' | 'outbox'> & {
  readonly transfer: TransferState;
  readonly go: (action: NavAction) => void;
  /** The key of a command, in words. */
  readonly keyFor: (id: 'form.review') => string;
  /** Whether nothing else has taken the screen meanwhile. */
  readonly isFree: () => boolean;
};

/** What the parts of the form share. */
export type Core = Pick<CreateState, 'form' | 'status' | 'lines' | 'set' | 'setLine' | 'go' | 'place'> & {
  readonly deps: CreateDeps;
  readonly saver: DraftSaver;
  readonly say: (change: Partial<CreateStatus>) => void;
  /** Shows another form in all fields. */
  readonly show: (next: CreateForm) => void;
  readonly leave: (field: CreateField) => void;
  /** `2h ago` counts from now: sent later, or continued tomorrow, it would be another time. */
  readonly settleTime: () => void;
};
