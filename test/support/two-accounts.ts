import {onTestFinished} from 'vitest';
import {startSmallSandbox} from './start-console.ts';
import type {Sandbox, SandboxOptions} from '../../src/sandbox/start-sandbox.ts';

export type TwoAccounts = {
  readonly prod: Sandbox;
  readonly lab: Sandbox;
  /** Profiles `prod`, `lab` (read-only) and `new`, to which nobody has signed in. */
  readonly config: string;
  /** Takes the credential of a single sandbox out of the environment. */
  readonly env: Readonly<Record<string, undefined>>;
};

/** Two services with tickets of the same numbers, and a profile for each. */
export async function twoAccounts(options: SandboxOptions = {}): Promise<TwoAccounts> {
  const [prod, lab] = await Promise.all([startSmallSandbox(options), startSmallSandbox(options)]);
  onTestFinished(async () => {
    await Promise.all([prod.close(), lab.close()]);
  });
  const credential = ({clientId, clientSecret}: Sandbox) =>
    JSON.stringify(JSON.stringify({client_id: clientId, client_secret: clientSecret}));
  const config = `
[profiles.prod]
endpoint = "${prod.url}"
color = "red"
credential_command = ["printf", "%s", ${credential(prod)}]

[profiles.lab]
endpoint = "${lab.url}"
read_only = true
credential_command = ["printf", "%s", ${credential(lab)}]

[profiles.new]
endpoint = "${lab.url}"
`;
  const env = {
    EQUINIX_API_ENDPOINT: undefined,
    EQUINIX_API_CLIENTID: undefined,
    EQUINIX_API_CLIENTSECRET: undefined,
  };
  return {prod, lab, config, env};
}
