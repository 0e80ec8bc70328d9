import {AppError} from '../errors.ts';
import {plainId, ticketIdsIn} from '../domain/ticket/ticket-ids.ts';
import {joinedId, splitId} from '../domain/joined-id.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {Accounts} from '../state/services.ts';
import type {Io} from '../console/session/io.ts';

export type Ids = {
  readonly ids: readonly string[];
  /** They came from a text, so their number was not known when the command was typed. */
  readonly fromText: boolean;
};

/** The service's ids have 8 to 100 characters; a single word of a form that is not known yet is believed. */
const OTHER_FORM = /^(?=.*\d)[a-z0-9][a-z0-9-]{7,99}$/i;

/** The ticket ids among the arguments, or in any text; `-` stands for standard input. Throws an AppError `usage` where there are none. Where
 * several `accounts` are read, `prod/11150929` names the account. */
export async function readIds(
  args: readonly string[],
  io: Io,
  accounts: readonly string[] = [],
): Promise<Ids> {
  const found: string[] = [];
  for (const arg of args) {
    const {account, number} = splitId(arg, accounts);
    const named = (id: string) => (account === undefined ? id : joinedId(account, id));
    const ids = arg === '-' ? ticketIdsIn(await readAll(io)) : idsOfArgument(number).map(named);
    found.push(...ids);
  }
  const ids = [...new Set(found)];
  if (ids.length > 0) return {ids, fromText: args.some((arg) => arg === '-' || /\s/.test(arg))};
  throw new AppError('usage', 'No ticket id was found on standard input.', {hint: FORMS});
}

const FORMS = 'Ids are case numbers of 8 digits and order numbers such as 1-204976070710.';

function idsOfArgument(arg: string): readonly string[] {
  const ids = ticketIdsIn(arg);
  if (ids.length > 0) return ids;
  const plain = plainId(arg);
  if (OTHER_FORM.test(plain)) return [plain];
  throw new AppError('usage', `There is no ticket id in "${toSafeLine(arg).slice(0, 60)}".`, {hint: FORMS});
}

/** The profiles that are read together; none where it is one. */
export function joinedNames(accounts: Accounts): readonly string[] {
  return accounts.joined.map(({profile}) => profile);
}

async function readAll({stdin, note}: Io): Promise<string> {
  if (stdin.isTTY) note('casedeck: Paste the text, then press ctrl-d on a line of its own.\n');
  stdin.setEncoding('utf8');
  let text = '';
  for await (const chunk of stdin) text += String(chunk);
  return text;
}
