import type {EventEmitter} from 'node:events';
import {createGuard, type Guard} from '../terminal/guard.ts';
import {freeMemory} from './settle-memory.ts';

/** What the console does to its own process; if it shares a process, the caller gives something harmless instead. */
export type OwnProcess = {
  /** Tells of signals, of a new size of the terminal, and of errors that nobody caught. */
  readonly events: Pick<EventEmitter, 'on' | 'once' | 'off' | 'emit'>;
  /** Restores the terminal where the process is killed. */
  readonly createGuard: (leave: string) => Guard;
  /** Gives back the memory that only the start needed. */
  readonly settle: () => void;
};

export const OWN_PROCESS: OwnProcess = {events: process, createGuard, settle: freeMemory};
