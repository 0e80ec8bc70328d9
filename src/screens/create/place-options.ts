import type {TicketLocation} from '../../api/api.ts';
import type {IdLabel} from '../../api/id-labels.ts';
import {span} from '../../components/lines.ts';
import type {Option} from './option.ts';

/**
 * What can be picked for an id: cages, cabinets (of the cage that is chosen already), accounts, or all of
 * them where nobody knows what the code wants.
 */
export function placeOptions(
  {pick, isCertain}: IdLabel,
  places: readonly TicketLocation[],
  cage: string,
): readonly Option[] {
  if (pick === 'cage') return [...cages(places), ...cabinets(places, '')];
  if (pick === 'cabinet') return cabinets(places, cage);
  if (pick === 'account') return accounts(places);
  return isCertain ? [] : [...cages(places), ...cabinets(places, ''), ...accounts(places)];
}

function cages(places: readonly TicketLocation[]): readonly Option[] {
  return places.flatMap(({ibx, cages: list}) =>
    list.map(({cage, accounts: owners}) => {
      const owner = owners.map(({number, name}) => [number, name].filter(Boolean).join(' ')).join(', ');
      return option(cage, `cage in ${ibx}`, owner);
    }),
  );
}

function cabinets(places: readonly TicketLocation[], cage: string): readonly Option[] {
  const wanted = cage.trim().toUpperCase();
  const isWanted = (id: string) => wanted === '' || !wanted.includes(':') || id.toUpperCase() === wanted;
  const found = places.flatMap(({ibx, cages: list}) =>
    list
      .filter((one) => isWanted(one.cage))
      .flatMap((one) =>
        one.accounts.flatMap((owner) =>
          owner.cabinets.map((cabinet) => option(cabinet, `cabinet in ${ibx}`, owner.number)),
        ),
      ),
  );
  // One cabinet may stand under several accounts.
  return unique(found);
}

function accounts(places: readonly TicketLocation[]): readonly Option[] {
  return unique(
    places.flatMap(({cages: list}) =>
      list.flatMap((one) => one.accounts.map(({number, name}) => option(number, 'account', name ?? ''))),
    ),
  );
}

function option(value: string, what: string, more: string): Option {
  const words = [what, more].filter((part) => part !== '').join(', ');
  return {value, spans: [{text: value}, span(`  ${words}`, 'dim')], search: `${value} ${words}`};
}

function unique(options: readonly Option[]): readonly Option[] {
  return [...new Map(options.map((one) => [one.value, one])).values()];
}
