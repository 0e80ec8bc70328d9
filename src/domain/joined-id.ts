import type {SafeText} from '../text/safe/safe-text.ts';

/** Stands between the account's name and the ticket's number when several accounts are shown. */
const BETWEEN = '/';

/** A ticket's id when several accounts are shown, because two accounts may have the same number. */
export function joinedId(account: string, number: string): SafeText {
  // A profile's name has only plain characters, and the number is already safe text.
  return `${account}${BETWEEN}${number}` as SafeText;
}

/** The account that is named before a number; empty where none is. */
export function accountIn(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf(BETWEEN)));
}

/** The number without the account's name. No number of the service contains the separator. */
export function withoutAccount(id: SafeText): SafeText {
  return id.slice(id.lastIndexOf(BETWEEN) + 1) as SafeText;
}

/** The account (one of `accounts`) and the number in it; the account is undefined for an id that names none. */
export function splitId(
  id: string,
  accounts: readonly string[],
): {readonly account: string | undefined; readonly number: string} {
  const account = accounts.find((name) => id.startsWith(name + BETWEEN));
  return {account, number: account === undefined ? id : id.slice(account.length + BETWEEN.length)};
}
