import type {SafeText} from '../../text/safe/safe-text.ts';

/** The name under which they are kept in the store. */
export const PLACES = 'places.2';
export const SITES = 'sites';

/** A place that a new ticket can name: an IBX with its cages, each with accounts and cabinets. */
export type TicketLocation = {readonly ibx: SafeText; readonly cages: readonly LocationCage[]};

export type LocationCage = {
  readonly cage: SafeText;
  /** Such as `Private` or `Shared`. */
  readonly cageTypes: readonly SafeText[];
  readonly accounts: readonly LocationAccount[];
};

export type LocationAccount = {
  readonly number: SafeText;
  readonly name?: SafeText;
  /** Orders on this account are held back. */
  readonly isCreditHold?: boolean;
  /** Orders on this account want a purchase order. */
  readonly isPoBearing?: boolean;
  readonly cabinets: readonly LocationCabinet[];
};

export type LocationCabinet = {readonly cabinet: SafeText; readonly cabinetType?: SafeText};

/** An IBX with its address, from order history's locations. */
export type IbxLocation = {
  readonly code: SafeText;
  readonly metro?: SafeText;
  readonly region?: SafeText;
  readonly country?: SafeText;
  readonly city?: SafeText;
  readonly state?: SafeText;
  readonly address?: SafeText;
  readonly postalCode?: SafeText;
  readonly cages: readonly SafeText[];
};

/** Street, town and country in one line; empty where nothing is known. */
export function addressOf({address, postalCode, city, state, country}: IbxLocation): string {
  const known = (parts: readonly (string | undefined)[], between: string) =>
    parts.filter((part) => part !== undefined && part !== '').join(between);
  return known([address, known([postalCode, city], ' '), state, country], ', ');
}

/** A problem of the older trouble-ticket API; its codes (`pwr01`) are not those of `CreateRequest`. */
export type TicketType = {
  readonly code: SafeText;
  readonly category?: SafeText;
  readonly description?: SafeText;
  readonly severity?: SafeText;
  readonly subCategories: readonly SafeText[];
  /** IBXs where it can be ordered. */
  readonly ibxs: readonly SafeText[];
};
