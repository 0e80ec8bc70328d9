import {openAudit, type AuditFilter} from '../../store/audit.ts';
import {resolvePaths} from '../../settings/paths.ts';
import {profileNames} from '../../settings/settings.ts';
import type {AuditEntry} from '../../domain/records.ts';
import {formatStamp, parseIso} from '../../text/time/dates.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {Services} from '../../state/services.ts';
import type {Io} from '../../console/session/io.ts';
import type {GlobalFlags} from '../../console/session/open-services.ts';
import {table} from '../plain-text.ts';
import {printJson} from '../print-json.ts';
import {present} from '../../domain/present.ts';

export type AuditOptions = {
  readonly json?: boolean;
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly until?: number;
  readonly ticket?: string;
  readonly operation?: string;
  readonly limit?: number;
  /** What the whole team wrote. */
  readonly team?: boolean;
};

/** `casedeck audit`: what this machine wrote to the service, oldest first. It only reads. */
export async function runAudit(io: Io, {profile}: GlobalFlags, options: AuditOptions): Promise<number> {
  const {since, until, ticket, operation, limit} = options;
  const filter: AuditFilter = {
    ...present({ticket, operation}),
    ...(since === undefined ? {} : {since: new Date(since).toISOString()}),
    ...(until === undefined ? {} : {until: new Date(until).toISOString()}),
  };
  const paths = resolvePaths(io.env);
  const names = profile === undefined ? undefined : await profileNames({env: io.env, paths, profile});
  const all = openAudit(paths.auditFile)
    .entries(filter)
    .filter((entry) => names === undefined || names.includes(entry.profile));
  const entries = limit === undefined ? all : all.slice(-limit);
  if (options.json === true) printJson(io, entries);
  else if (entries.length > 0)
    io.out(
      table(
        ['TIME', 'OPERATION', 'TICKET', 'LENGTH', 'BY', 'PROFILE', 'RESULT'],
        entries.map(cells),
        io.stdout,
      ),
    );
  else io.note(`casedeck: Nothing of this kind was written from this machine (${paths.auditFile}).\n`);
  return 0;
}

/** `casedeck audit --team`: what the whole team wrote, as far as its desk and this machine know. */
export async function runTeamAudit(
  {store, team}: Pick<Services, 'store' | 'team'>,
  io: Io,
  {json, since = 0, until = Infinity, ticket, operation, limit}: AuditOptions,
): Promise<number> {
  const trouble = await team.settle();
  const all = store
    .teamSends(ticket)
    .filter((sent) => sent.at >= since && sent.at < until)
    .filter((sent) => operation === undefined || sent.operation === operation);
  const entries = limit === undefined ? all : all.slice(-limit);
  if (json === true)
    printJson(
      io,
      entries.map(({at, who, ticketId, operation, sha256, length, result, remoteId}) => ({
        time: new Date(at).toISOString(),
        by: who,
        operation,
        ticket: ticketId === '' ? undefined : ticketId,
        sha256,
        length,
        result,
        remoteId,
      })),
    );
  else if (entries.length > 0)
    io.out(
      table(
        ['TIME', 'BY', 'OPERATION', 'TICKET', 'LENGTH', 'RESULT'],
        entries.map(({at, who, ticketId, operation, length, result, remoteId}) =>
          [
            formatStamp(at, 'local'),
            who,
            operation,
            ticketId,
            String(length),
            [result, remoteId].join(' '),
          ].map((cell) => toSafeLine(cell)),
        ),
        io.stdout,
      ),
    );
  else io.note('casedeck: The team has written nothing of this kind, as far as its desk knows.\n');
  if (trouble !== undefined) io.note(`casedeck: ${trouble}\n`);
  return 0;
}

/** The file is ours, but anybody who can write it could have put anything in. */
function cells(entry: AuditEntry): readonly string[] {
  const at = parseIso(entry.time);
  const by = entry.sshClient === undefined ? entry.osUser : `${entry.osUser} from ${entry.sshClient}`;
  const result = [entry.result, entry.remoteId, entry.correlationId]
    .filter((part) => part !== undefined)
    .join(' ');
  const time = at === undefined ? entry.time : formatStamp(at, 'local');
  return [time, entry.operation, entry.ticket ?? '', String(entry.length), by, entry.profile, result].map(
    (cell) => toSafeLine(cell),
  );
}
