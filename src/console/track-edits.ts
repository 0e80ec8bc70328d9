import {setTimeout as pause} from 'node:timers/promises';
import type {Platform} from '../state/services.ts';

/** An editor that the end of the connection takes with it: what it had saved is read before the store closes. */
const EDITOR_ENDS_MS = 1000;

/** The same platform, and an `end` that waits a moment for texts that are in an editor. */
export function trackEdits(platform: Platform): {
  readonly platform: Platform;
  readonly end: () => Promise<void>;
} {
  const open = new Set<Promise<unknown>>();
  const editText: Platform['editText'] = (...given) => {
    const edit = platform.editText(...given);
    const forget = () => open.delete(edit);
    open.add(edit);
    edit.then(forget, forget);
    return edit;
  };
  const end = async () => {
    if (open.size === 0) return;
    await Promise.race([Promise.allSettled(open), pause(EDITOR_ENDS_MS)]);
    // Whoever asked for the text has it a turn later.
    await pause(0);
  };
  return {platform: {...platform, editText}, end};
}
