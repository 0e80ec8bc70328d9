import {AppError} from '../errors.ts';
import {COMMANDS, type CommandId} from '../keys/keymap.ts';
import type {Store} from '../store/store.ts';

const NAME = 'console.commands';
const MOST = 30;

/** Commands that were run from the palette, the last one first. */
export function commandHistory(store: Pick<Store, 'meta'>): readonly CommandId[] {
  try {
    const kept: unknown = JSON.parse(store.meta(NAME) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((id: unknown) => COMMANDS.find((command) => command.id === id)?.id ?? []);
  } catch {
    return [];
  }
}

/** Remembers one for later and for the next start; that there is no room for it is no trouble. */
export function rememberCommand(store: Pick<Store, 'meta' | 'setMeta'>, id: CommandId): void {
  const before = commandHistory(store);
  if (before[0] === id) return;
  try {
    store.setMeta(NAME, JSON.stringify([id, ...before.filter((other) => other !== id)].slice(0, MOST)));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
