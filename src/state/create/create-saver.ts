import {AppError} from '../../errors.ts';
import type {Services} from '../services.ts';
import {draftOfForm, type CreateForm} from './create-form.ts';
import type {CreateStatus, Saver} from './create-parts.ts';
import type {State} from '../state.ts';

const SAVE_AFTER_MS = 200;
const RETRY_MS = 1000;

/** Saves the form a moment after each change; where that fails (a full disk, say), again and again. */
export function createSaver(
  {store, clock}: Pick<Services, 'store' | 'clock'>,
  form: State<CreateForm>,
  status: State<CreateStatus>,
): Saver {
  let timer: NodeJS.Timeout | undefined;
  let isDue = false;
  const wait = (ms: number) => {
    timer ??= setTimeout(flush, ms);
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!isDue) return;
    const at = clock.now();
    try {
      store.saveDraft(draftOfForm(form.get(), store.draft('', 'create'), at));
      isDue = false;
      status.set((now) => ({...now, savedAt: at, unsaved: undefined}));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      status.set((now) => ({...now, unsaved: error}));
      wait(RETRY_MS);
    }
  };
  return {
    later: () => {
      isDue = true;
      wait(SAVE_AFTER_MS);
    },
    flush,
    forget: () => {
      clearTimeout(timer);
      timer = undefined;
      isDue = false;
    },
  };
}
