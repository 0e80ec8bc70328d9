import {describeError} from '../../errors.ts';
import type {Storage} from '../../state/services.ts';
import {errorText, type Io} from './io.ts';

/** Before a command works: what happened to the database, or that it cannot be used. */
export function tellStorage({lost, notice}: Storage, io: Io): void {
  if (notice !== undefined) io.err(`casedeck: ${notice}\n`);
  if (lost === undefined) return;
  io.err(errorText(describeError(lost)));
  io.note('casedeck: Nothing of this is kept on this machine.\n');
}

/** After it: what could not be written down, although the work itself was done. */
export function tellTrouble({trouble}: Storage, io: Io): void {
  const error = trouble();
  if (error !== undefined) io.err(errorText(describeError(error)));
}
