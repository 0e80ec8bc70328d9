import type {AttachmentRef} from '../domain/requests.ts';
import {errorRows} from '../errors.ts';
import type {Services} from './services.ts';
import type {DraftContent, DraftKey} from '../domain/records.ts';
import {dropUpload, isNamed} from '../files/kept-uploads.ts';
import {tooManyFiles, type ChosenFile} from './chosen-files.ts';
import {createState, type State} from './state.ts';

export type FilesOfDraft = {
  /** Files of this machine, not uploaded yet. */
  readonly chosen: readonly ChosenFile[];
  /** Uploaded by an earlier attempt that was taken back. */
  readonly attached: readonly AttachmentRef[];
  /** Why the last choice was none. */
  readonly problem: readonly string[];
};

/** The files that go with a note: chosen here, kept with the draft, uploaded when it is sent. */
export type DraftFiles = State<FilesOfDraft> & {
  readonly add: (path: string) => Promise<void>;
  readonly removeLast: () => void;
  /** Resolves when everything that was chosen has been looked at: only then it is known what goes with the note. */
  readonly settled: () => Promise<void>;
  readonly isLooking: () => boolean;
  /** What the draft keeps of them. */
  readonly content: () => Pick<DraftContent, 'attachments' | 'files'>;
  /** The user has read what was wrong. */
  readonly dismiss: () => void;
};

export function createDraftFiles(
  {store, files}: Pick<Services, 'store' | 'files'>,
  draft: DraftKey,
  known: DraftContent | undefined,
): DraftFiles {
  const state = createState<FilesOfDraft>({
    chosen: known?.files ?? [],
    attached: known?.attachments ?? [],
    problem: [],
  });
  const keep = (next: Partial<FilesOfDraft>) => state.set((now) => ({...now, problem: [], ...next}));
  let looking: Promise<void> = Promise.resolve();
  let left = 0;
  const add = async (path: string) => {
    const {chosen, attached} = state.get();
    const full = tooManyFiles(chosen.length + attached.length);
    if (full !== undefined) return state.set((now) => ({...now, problem: [full]}));
    try {
      const file = await files.check(path);
      const others = state.get().chosen.filter((one) => one.path !== path);
      keep({chosen: [...others, {path, name: file.name, file}]});
    } catch (error) {
      state.set((now) => ({...now, problem: errorRows(error)}));
    }
  };
  lookAgain(files, state);
  return {
    ...state,
    content() {
      const {chosen, attached} = state.get();
      return {attachments: attached, files: chosen.map(({path, name}) => ({path, name}))};
    },
    add(path) {
      // One after the other, so that a sixth file is noticed.
      left += 1;
      looking = looking.then(() => add(path)).finally(() => (left -= 1));
      return looking;
    },
    isLooking: () => left > 0,
    dismiss: () => state.set((now) => ({...now, problem: []})),
    settled: () => looking,
    removeLast() {
      const {chosen, attached} = state.get();
      if (chosen.length > 0) keep({chosen: chosen.slice(0, -1)});
      else if (attached.length > 0) {
        keep({attached: attached.slice(0, -1)});
        discard({store, files}, draft, attached.at(-1));
      }
    },
  };
}

/** An upload that was taken off a text is taken back from the service, too. */
export function discard(
  {store, files}: Pick<Services, 'store' | 'files'>,
  draft: DraftKey,
  upload: AttachmentRef | undefined,
): void {
  if (upload === undefined || isNamed(store, draft.ticketId, upload)) return;
  dropUpload(store, draft, upload);
  void files.discard(draft, upload);
}

/** The files of the draft may have changed or gone since; they are shown as they are now. */
function lookAgain(files: Services['files'], state: State<FilesOfDraft>): void {
  for (const {path} of state.get().chosen) {
    files.check(path).then(
      (file) =>
        state.set((now) => ({
          ...now,
          chosen: now.chosen.map((one) => (one.path === path ? {...one, name: file.name, file} : one)),
        })),
      () => undefined,
    );
  }
}
