import type {Command} from 'commander';
import {bashScript} from './bash.ts';
import {fishScript} from './fish.ts';
import {modelOf} from './completion-model.ts';
import {zshScript} from './zsh.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const SCRIPTS = {bash: bashScript, zsh: zshScript, fish: fishScript};

/** The script that teaches a shell casedeck's commands, options and values. */
export function completionScript(program: Command, shell: Shell): string {
  return SCRIPTS[shell](modelOf(program));
}
