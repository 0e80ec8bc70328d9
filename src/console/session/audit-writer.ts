import {openAudit} from '../../store/audit.ts';
import type {Env} from '../../settings/paths.ts';
import type {Settings} from '../../settings/settings-types.ts';
import type {Millis} from '../../domain/records.ts';
import type {WriteAudit} from '../../sync/contracts.ts';
import {loginName} from './platform.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';

/** What the log says of a profile's writes since a moment; a log that is not there says nothing. */
export function auditReader(file: string, profile: string): (since: Millis) => readonly WriteAudit[] {
  return (since) =>
    openAudit(file)
      .latest(since)
      .filter((entry) => entry.profile === profile);
}

/** Adds who and where to each entry and appends it to the audit log; opened at the first write. */
export function auditWriter(
  file: string,
  settings: Settings,
  env: Env,
  signedIn: {readonly userName: string | undefined},
): (entry: WriteAudit) => void {
  let log: ReturnType<typeof openAudit> | undefined;
  const {name, account} = settings.profile;
  return (entry) => {
    log ??= openAudit(file);
    log.append({
      ...entry,
      osUser: loginName(env),
      sshClient: env['SSH_CONNECTION']?.split(' ')[0],
      profile: name,
      // With a credential from the environment nobody has logged in: the token says whose it is.
      account: account ?? (signedIn.userName === undefined ? undefined : toSafeLine(signedIn.userName)),
    });
  };
}
