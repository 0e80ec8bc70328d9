import {memberNameProblem} from '../../domain/desk-op.ts';
import {claimJson} from '../../domain/ticket/ticket-as-json.ts';
import {AppError} from '../../errors.ts';
import type {Services} from '../../state/services.ts';
import type {Io} from '../../console/session/io.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {readIds} from '../ids.ts';
import {printJson} from '../print-json.ts';

export type ClaimOptions = {readonly json?: boolean; readonly anyway?: boolean};
export type ReleaseOptions = {readonly json?: boolean; readonly all?: boolean; readonly to?: string};

/** `casedeck claim ID...`: takes tickets; those that another has only with `--anyway`. */
export async function runClaim(
  services: Services,
  io: Io,
  given: readonly string[],
  options: ClaimOptions,
): Promise<number> {
  const {store, clock, team} = services;
  const {ids} = await readIds(given, io);
  await team.settle();
  for (const id of ids) {
    checkKnown(services, id);
    const [first] = store.claimsOf(id);
    if (first === undefined || first.by === store.me()) store.claim(id, 'claim', clock.now());
    else if (options.anyway === true) store.claim(id, 'takeover', clock.now());
    else
      throw new AppError('conflict', `${first.by} has ${id} since ${formatStamp(first.since, 'local')}.`, {
        hint: '--anyway takes it from them.',
      });
  }
  return await tell(services, io, ids, options);
}

/** `casedeck release ID...` or `--all`: gives tickets back, or passes them on. */
export async function runRelease(
  services: Services,
  io: Io,
  given: readonly string[],
  options: ReleaseOptions,
): Promise<number> {
  const {store, clock, team} = services;
  if ((options.all === true) === given.length > 0)
    throw new AppError('usage', 'Name the tickets, or give --all for all that are yours.');
  const problem = options.to === undefined ? undefined : memberNameProblem(options.to);
  if (problem !== undefined) throw new AppError('usage', problem);
  await team.settle();
  const mine = store.claimedBy(store.me());
  const ids = options.all === true ? mine : (await readIds(given, io)).ids;
  for (const id of ids) {
    checkKnown(services, id);
    const deed = options.to === undefined ? 'release' : {to: toSafeLine(options.to)};
    if (mine.includes(store.row(id)?.id ?? id)) store.claim(id, deed, clock.now());
  }
  return await tell(services, io, ids, options);
}

function checkKnown({store}: Services, id: string): void {
  if (store.row(id) === undefined)
    throw new AppError('not-found', `${id} is not known here.`, {hint: `casedeck track ${id} follows it.`});
}

/** Who has them now, once the desk has answered. */
async function tell(
  {store, team}: Services,
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
