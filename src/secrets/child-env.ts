import type {Env} from '../settings/paths.ts';

const SECRET = /^(EQUINIX_API_(CLIENTID|CLIENTSECRET|TOKEN)(_FILE)?|CASEDECK_PASSPHRASE_FILE)$/i;

/** The environment for a child process (editor, browser, credential_command): without anything of the credential. */
export function childEnv(env: Env): Record<string, string> {
  const entries = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !SECRET.test(entry[0]),
  );
  return Object.fromEntries(entries);
}

/**
 * A copy of the environment, whose secrets are then removed from the process's own: a child process that
 * somebody starts without childEnv inherits none. What was given at the start stays readable in
 * /proc/PID/environ for the same user; nothing in a process can change that.
 */
export function removeSecretsFrom(env: NodeJS.ProcessEnv): Env {
  const copy = {...env};
  for (const name of Object.keys(env)) if (SECRET.test(name)) delete env[name];
  return copy;
}
