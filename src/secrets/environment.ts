import type {Credentials} from '../api/credentials.ts';
import type {Env} from '../settings/paths.ts';
import {readSecretFile} from './secret-file.ts';

export type EnvironmentCredentials = {
  readonly credentials: Credentials;
  /** The variables it came from, for whoami. */
  readonly variables: readonly string[];
};

/**
 * The credential in EQUINIX_API_TOKEN, or EQUINIX_API_CLIENTID and EQUINIX_API_CLIENTSECRET, or their
 * `_FILE` forms; the client id may stand in the configuration. undefined where the environment has none.
 * Throws an AppError `auth` for files that cannot be trusted.
 */
export function environmentCredentials(
  env: Env,
  configuredId: string | undefined,
): EnvironmentCredentials | undefined {
  const token = variable(env, 'EQUINIX_API_TOKEN');
  if (token !== undefined) return {credentials: {token: token.value()}, variables: [token.name]};
  const secret = variable(env, 'EQUINIX_API_CLIENTSECRET');
  if (secret === undefined) return undefined;
  const id = variable(env, 'EQUINIX_API_CLIENTID');
  const clientId = id?.value() ?? configuredId;
  if (clientId === undefined) return undefined;
  return {
    credentials: {clientId, clientSecret: secret.value()},
    variables: id === undefined ? [secret.name] : [id.name, secret.name],
  };
}

/** Why a half-set environment is not used. */
export function environmentGap(env: Env, configuredId: string | undefined): string | undefined {
  const id = variable(env, 'EQUINIX_API_CLIENTID');
  const secret = variable(env, 'EQUINIX_API_CLIENTSECRET');
  if (secret !== undefined && id === undefined && configuredId === undefined)
    return `${secret.name} is set, but EQUINIX_API_CLIENTID is not`;
  if (id !== undefined && secret === undefined)
    return `${id.name} is set, but EQUINIX_API_CLIENTSECRET is not`;
  return undefined;
}

const VARIABLE = /^EQUINIX_API_(ENDPOINT|CLIENTID|CLIENTSECRET|TOKEN)(_FILE)?$/i;

/** The environment without the service and the credential that it names: they belong to one profile alone. */
export function withoutCredential(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !VARIABLE.test(name)));
}

function variable(env: Env, name: string): {readonly name: string; readonly value: () => string} | undefined {
  const value = env[name];
  if (value) return {name, value: () => value};
  const file = env[`${name}_FILE`];
  return file ? {name: `${name}_FILE`, value: () => readSecretFile(file, `${name}_FILE`)} : undefined;
}
