import type {IbxLocation, LocationAccount, TicketLocation} from '../../domain/ticket/ticket-places.ts';
import type {IdLabel} from '../../domain/new-ticket/id-labels.ts';
import {span} from '../../components/lines.ts';
import type {Option} from './option.ts';

export type KnownPlaces = {
  readonly places: readonly TicketLocation[];
  /** For the names of cities: people know those. */
  readonly sites: readonly IbxLocation[];
};

/**
 * What can be picked for an id: cages, cabinets (of the cage that is chosen already), accounts, or all of
 * them where nobody knows what the code wants.
 */
export function placeOptions(
  {pick, isCertain}: IdLabel,
  known: KnownPlaces,
  cage: string,
): readonly Option[] {
  if (pick === 'cage') return [...cages(known), ...cabinets(known, '')];
  if (pick === 'cabinet') return cabinets(known, cage);
  if (pick === 'account') return accounts(known);
  return isCertain ? [] : [...cages(known), ...cabinets(known, ''), ...accounts(known)];
}

/** What order history knows of places, for those who may not ask for the places of trouble tickets. */
export function placesOfSites(sites: readonly IbxLocation[]): readonly TicketLocation[] {
  return sites.map(({code, cages: list}) => ({
    ibx: code,
    cages: list.map((cage) => ({cage, cageTypes: [], accounts: []})),
  }));
}

function cages({places, sites}: KnownPlaces): readonly Option[] {
  return places.flatMap(({ibx, cages: list}) =>
    list.map(({cage, cageTypes, accounts: owners}) => {
      const owner = owners.map(accountText).join(', ');
      return option(cage, `${kindText(cageTypes.join(', '))}cage in ${siteLabel(ibx, sites)}`, owner);
    }),
  );
}

function cabinets({places, sites}: KnownPlaces, cage: string): readonly Option[] {
  const wanted = cage.trim().toUpperCase();
  const isWanted = (id: string) => wanted === '' || !wanted.includes(':') || id.toUpperCase() === wanted;
  const found = places.flatMap(({ibx, cages: list}) =>
    list
      .filter((one) => isWanted(one.cage))
      .flatMap((one) =>
        one.accounts.flatMap((owner) =>
          owner.cabinets.map(({cabinet, cabinetType}) =>
            option(cabinet, `${kindText(cabinetType)}cabinet in ${siteLabel(ibx, sites)}`, owner.number),
          ),
        ),
      ),
  );
  // One cabinet may stand under several accounts.
  return unique(found);
}

function accounts({places}: KnownPlaces): readonly Option[] {
  return unique(
    places.flatMap(({cages: list}) =>
      list.flatMap((one) =>
        one.accounts.map((account) =>
          option(
            account.number,
            'account',
            [account.name ?? '', ...warnings(account)].filter((part) => part !== '').join(' '),
          ),
        ),
      ),
    ),
  );
}

function siteLabel(ibx: string, sites: readonly IbxLocation[]): string {
  const city = sites.find(({code}) => code === ibx)?.city;
  return city === undefined ? ibx : `${ibx} ${city}`;
}

function accountText(account: LocationAccount): string {
  return [account.number, account.name, ...warnings(account)].filter(Boolean).join(' ');
}

/** What an order on this account would run into. */
function warnings({isCreditHold, isPoBearing}: LocationAccount): readonly string[] {
  return [
    ...(isCreditHold === true ? ['(on credit hold)'] : []),
    ...(isPoBearing === true ? ['(wants a purchase order)'] : []),
  ];
}

function kindText(kind: string | undefined): string {
  return kind === undefined || kind === '' ? '' : `${kind.toLowerCase()} `;
}

function option(value: string, what: string, more: string): Option {
  const words = [what, more].filter((part) => part !== '').join(', ');
  return {value, spans: [{text: value}, span(`  ${words}`, 'dim')], search: `${value} ${words}`};
}

function unique(options: readonly Option[]): readonly Option[] {
  return [...new Map(options.map((one) => [one.value, one])).values()];
}
