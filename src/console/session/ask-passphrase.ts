import {newPassphraseProblem} from '../../domain/new-passphrase.ts';
import type {AskPassphrase} from '../../secrets/age.ts';
import {askSecret} from './ask-secret.ts';
import type {Io} from './io.ts';

const FLAG = 'CASEDECK_PASSPHRASE_FILE';
const TRIES = 3;

/** Asks on the terminal for the passphrase of an age file, for a new one twice; undefined where nobody is there. */
export function passphraseAsker(io: Io): AskPassphrase | undefined {
  if (!io.canAsk()) return undefined;
  return async ({profile, isNew, isWrong}) => {
    if (isNew) return await askNew(io, profile);
    if (isWrong) io.err('casedeck: that does not open it.\n');
    return await askSecret(io, `Passphrase for the secret of "${profile}": `, FLAG);
  };
}

async function askNew(io: Io, profile: string): Promise<string | undefined> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const first = await askSecret(io, `New passphrase for the secret of "${profile}": `, FLAG);
    if (first === undefined) return undefined;
    const problem = newPassphraseProblem(first);
    if (problem !== undefined) {
      io.err(`casedeck: ${problem}\n`);
      continue;
    }
    if ((await askSecret(io, 'Once more: ', FLAG)) === first) return first;
    io.err('casedeck: the two differ.\n');
  }
  return undefined;
}
