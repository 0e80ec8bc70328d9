import type {Storage} from '../../state/services.ts';
import {errorText, type Io} from './io.ts';

/** Before a command works, and during it as it comes: what happened to the database; that it cannot be used. */
export function tellStorage({lost, notice, subscribe}: Storage, io: Io): void {
  let told: string | undefined;
  const tell = () => {
    const words = notice();
    if (words !== undefined && words !== told) io.err(`casedeck: ${words}\n`);
    told = words;
  };
  tell();
  subscribe(tell);
  if (lost === undefined) return;
  io.err(errorText(lost));
  io.note('casedeck: Nothing of this is kept on this machine.\n');
}

/** After it: what could not be written down, although the work itself was done. */
export function tellTrouble({trouble}: Storage, io: Io): void {
  const error = trouble();
  if (error !== undefined) io.err(errorText(error));
}
