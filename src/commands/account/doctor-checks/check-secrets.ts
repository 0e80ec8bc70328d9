import type {StoreReport} from '../../../secrets/explain-stores.ts';
import {failed, ok, warning, type Check} from './check.ts';

const NAMES: Readonly<Record<StoreReport['kind'], string>> = {
  environment: 'Environment',
  command: 'credential_command',
  keychain: 'Keychain',
  age: 'Age file',
  memory: 'Memory',
};

/** A line for each place for secrets, and one for whether there is a credential at all. */
export function checkSecrets(
  reports: readonly StoreReport[],
  untrusted: string | undefined,
): readonly Check[] {
  const lines = reports.map((report) => {
    const name = `Secrets: ${NAMES[report.kind]}`;
    if (report.state === 'blocked') return warning(name, report.words);
    // A place that cannot be used is no fault by itself: there are others.
    const state = {'in-use': 'in use: ', unusable: 'not usable: ', usable: '', skipped: ''}[report.state];
    return ok(name, `${state}${report.words}`);
  });
  const distrust =
    untrusted === undefined ? [] : [warning('Configuration', `${untrusted}; no program named in it is run`)];
  if (reports.some((report) => report.state === 'in-use')) return [...distrust, ...lines];
  return [...distrust, ...lines, failed('Credential', 'there is none', 'Run "casedeck login".')];
}
