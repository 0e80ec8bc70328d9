import {memberNameProblem, type ClaimOp} from '../../domain/desk-op.ts';
import {claimJson} from '../../domain/ticket/ticket-as-json.ts';
import {AppError} from '../../errors.ts';
import type {Services} from '../../state/services.ts';
import type {Io} from '../../console/session/io.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {readIds} from '../ids.ts';
import {checkKnown, printDeeds} from '../print-deeds.ts';
import {printJson} from '../print-json.ts';

type DryOptions = {
  readonly json?: boolean;
  /** Nothing is done: what would be is printed, by what is known here. */
  readonly dryRun?: boolean;
};
export type ClaimOptions = DryOptions & {readonly anyway?: boolean};
export type ReleaseOptions = DryOptions & {readonly all?: boolean; readonly to?: string};

/** `casedeck claim ID...`: takes tickets; those that another has only with `--anyway`. */
export async function runClaim(
  services: Pick<Services, 'store' | 'team' | 'clock'>,
  io: Io,
  given: readonly string[],
  options: ClaimOptions,
): Promise<number> {
  const {store, team} = services;
  const {ids} = await readIds(given, io);
  if (options.dryRun !== true) await team.settle();
  const deeds = ids.map((id): ClaimOp => {
    checkKnown(store, id);
    const [first] = store.claimsOf(id);
    if (first === undefined || first.by === store.me()) return {kind: 'claim', ticketId: id};
    if (options.anyway === true) return {kind: 'takeover', ticketId: id};
    throw new AppError('conflict', `${first.by} has ${id} since ${formatStamp(first.since, 'local')}.`, {
      hint: '--anyway takes it from them. None of the others was taken either.',
    });
  });
  return await doAndTell(services, io, {ids, deeds}, options);
}

/** `casedeck release ID...` or `--all`: gives tickets back, or passes them on. */
export async function runRelease(
  services: Pick<Services, 'store' | 'team' | 'clock'>,
  io: Io,
  given: readonly string[],
  options: ReleaseOptions,
): Promise<number> {
  const {store, team} = services;
  if ((options.all === true) === given.length > 0)
    throw new AppError('usage', 'Name the tickets, or give --all for all that are yours.');
  const problem = options.to === undefined ? undefined : memberNameProblem(options.to);
  if (problem !== undefined) throw new AppError('usage', problem);
  if (options.dryRun !== true) await team.settle();
  const mine = store.claimedBy(store.me());
  const ids = options.all === true ? mine : (await readIds(given, io)).ids;
  for (const id of ids) checkKnown(store, id);
  const deeds = ids
    .filter((id) => mine.includes(store.row(id)?.id ?? id))
    .map((ticketId): ClaimOp =>
      options.to === undefined
        ? {kind: 'release', ticketId}
        : {kind: 'give', ticketId, to: toSafeLine(options.to)},
    );
  return await doAndTell(services, io, {ids, deeds}, options);
}

async function doAndTell(
  services: Pick<Services, 'store' | 'team' | 'clock'>,
  io: Io,
  {ids, deeds}: {readonly ids: readonly string[]; readonly deeds: readonly ClaimOp[]},
  options: DryOptions,
): Promise<number> {
  const {store, clock, team} = services;
  if (options.dryRun === true) return printDeeds(team, io, deeds, options.json);
  for (const deed of deeds)
    store.claim(deed.ticketId, deed.kind === 'give' ? {to: deed.to} : deed.kind, clock.now());
  return await tell(services, io, ids, options);
}

/** Who has them now, once the desk has answered. */
async function tell(
  {store, team}: Pick<Services, 'store' | 'team'>,
  io: Io,
  ids: readonly string[],
  {json}: {readonly json?: boolean},
): Promise<number> {
  const trouble = await team.settle();
  const shown = ids.map((id) => ({id: store.row(id)?.id ?? id, claims: store.claimsOf(id)}));
  if (json === true)
    printJson(
      io,
      shown.map(({id, claims}) => ({id, claim: claimJson(claims)})),
    );
  else
    for (const {id, claims} of shown) {
      const [first] = claims;
      const who =
        first === undefined ? 'Nobody has' : first.by === store.me() ? 'You have' : `${first.by} has`;
      io.note(`casedeck: ${who} ${id}.\n`);
    }
  if (trouble !== undefined) io.note(`casedeck: ${trouble}\n`);
  return 0;
}
