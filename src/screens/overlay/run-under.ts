import type {KeyDispatcher} from '../../hooks/keys.tsx';
import type {CommandId} from '../../keys/keymap.ts';
import type {KeyContext} from '../../keys/key-row.ts';
import {contextsBelow, type Nav} from '../../state/navigation.ts';
import {tellUser, type Guide} from '../ui.ts';
import type {CommandEntry} from './command-entries.ts';

const PALETTES: ReadonlySet<CommandId> = new Set(['palette', 'palette.anywhere']);

/** What hears keys when the overlay is gone. */
export function contextsUnder(nav: Nav): readonly KeyContext[] {
  return [...contextsBelow(nav), 'always'];
}

/** Closes the overlay and runs a command on what lies below it; one that cannot be run says why and nothing closes. */
export function runUnder(ui: Guide, keys: KeyDispatcher, {command, disabled}: CommandEntry): void {
  if (disabled !== undefined) {
    tellUser(ui, disabled);
    return;
  }
  const contexts = contextsUnder(ui.nav.get());
  ui.go({type: 'overlay', overlay: undefined});
  const run = () => keys.run(command.id, contexts);
  // The overlay must be closed first if it would get the command itself, or if the command opens it.
  if (contexts.includes('picker') || PALETTES.has(command.id)) setImmediate(run);
  else run();
}
