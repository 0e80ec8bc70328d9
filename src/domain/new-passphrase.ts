/** Somebody who has the file can try passphrases as fast as their machines allow. */
const SHORTEST = 8;

/** Why a passphrase is not taken for a new file, or undefined. */
export function newPassphraseProblem(passphrase: string): string | undefined {
  const length = [...passphrase].length;
  if (length >= SHORTEST) return undefined;
  return `A passphrase needs ${SHORTEST} characters or more; this one has ${length}.`;
}
