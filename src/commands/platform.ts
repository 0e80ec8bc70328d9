import type {Platform} from '../services.ts';
import type {Env} from '../store/paths.ts';
import type {Terminal} from '../terminal/terminal.ts';
import {editText} from './edit-text.ts';

/** The real operating system. `lend` gives the terminal to a program while it runs. */
export function createPlatform(env: Env, lend: Terminal['lend'] = (run) => run()): Platform {
  return {env, editText: (text, name) => editText(text, name, {env, lend})};
}
