import {checkDeedText} from '../../domain/desk-op.ts';
import {AppError} from '../../errors.ts';
import {remarkJson} from '../../domain/ticket/ticket-as-json.ts';
import type {Services} from '../../state/services.ts';
import type {Io} from '../../console/session/io.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {toSafeText} from '../../text/safe/to-safe-text.ts';
import {readIds} from '../ids.ts';
import {printDeeds} from '../print-deeds.ts';
import {printJson} from '../print-json.ts';
import {readText, textSource, type TextOptions} from './text-input.ts';
import type {Store} from '../../store/store.ts';
import type {Team} from '../../sync/contracts.ts';

export type RemarkOptions = TextOptions & {
  readonly json?: boolean;
  readonly list?: boolean;
  /** Nothing is done: what would be is printed. */
  readonly dryRun?: boolean;
  /** The id of a private note that is to go. */
  readonly remove?: string;
};

/** `casedeck remark ID`: keeps a private note on a ticket, lists them, or removes one. Nothing of it is ever sent. */
export async function runRemark(
  services: Pick<Services, 'store' | 'team' | 'clock' | 'platform'>,
  io: Io,
  [given, dash]: readonly [string, string | undefined],
  options: RemarkOptions,
): Promise<number> {
  const {store, platform, clock, team} = services;
  const {ids} = await readIds([given], io);
  const [ticketId = given] = ids;
  const isDry = options.dryRun === true;
  if (options.remove !== undefined) {
    const remark = knownRemark(store, ticketId, options.remove);
    if (isDry) return printDeeds(team, io, [{kind: 'unremark', ticketId, remark}], options.json);
    store.removeRemark(remark, clock.now());
  } else if (options.list !== true) {
    const source = textSource(options, dash, io);
    const text = toSafeText(await readText(source, {io, platform, initial: '', name: `remark-${ticketId}`}));
    if (text.trim() === '')
      throw new AppError('usage', 'The private note is empty.', {hint: 'Nothing was kept.'});
    checkDeedText('remark', text);
    if (isDry) return printDeeds(team, io, [{kind: 'remark', ticketId, text}], options.json);
    const remark = store.addRemark({ticketId, text}, clock.now());
    if (options.json === true) printJson(io, remarkJson(remark));
    else io.note(`casedeck: Kept on ${remark.ticketId}. ${placeLabel(team)}: Equinix never gets it.\n`);
    return 0;
  }
  print(store, io, ticketId, options);
  return 0;
}

function placeLabel(team: Team): string {
  return team.status().state === 'none' ? 'It stays here' : 'Your team reads it';
}

/** The id of a private note of the ticket, given whole or its beginning. Throws an AppError `not-found`. */
function knownRemark(store: Store, ticketId: string, id: string): string {
  const known = store.remarksOf(ticketId).find((remark) => remark.id === id || remark.id.startsWith(id));
  if (known !== undefined) return known.id;
  throw new AppError('not-found', `${ticketId} has no private note ${id}.`, {
    hint: `casedeck remark ${ticketId} --list shows them.`,
  });
}

function print(store: Store, io: Io, ticketId: string, {json}: RemarkOptions): void {
  const remarks = store.remarksOf(ticketId);
  if (json === true) printJson(io, remarks.map(remarkJson));
  else if (remarks.length === 0) io.note(`casedeck: ${ticketId} has no private notes.\n`);
  else {
    const texts = remarks.map(({id, by, createdAt, text}) => {
      const head = `${id.slice(0, 8)}  ${by}, ${formatStamp(createdAt, 'local')}`;
      return [head, ...text.split('\n').map((line) => `  ${line}`)].join('\n');
    });
    io.out(`${texts.join('\n\n')}\n`);
  }
}
