import {ACCOUNTS} from '../sandbox-accounts.ts';
import {PLACES, cabinetsOf, type Place} from '../places.ts';
import type {Handler} from './operation-context.ts';
import {TICKET_TYPES} from './ticket-types.ts';

export const listOrderLocations: Handler = () => ({
  status: 200,
  body: PLACES.map(({cages, ...ibx}) => ({ibx, cages})),
});

export const ticketLocations: Handler = ({query}) => {
  const ibxs = listOf(query['ibxs']);
  const cages = listOf(query['cages']);
  const places = PLACES.filter((place) => ibxs === undefined || ibxs.includes(place.code));
  if (query['detail'] !== true)
    return {status: 200, body: {locations: places.map(({code}) => ({ibx: code}))}};
  const locations = places
    .map((place) => ({ibx: place.code, cages: cagesOf(place, cages)}))
    .filter((location) => cages === undefined || location.cages.length > 0);
  return {status: 200, body: {locations}};
};

function cagesOf(place: Place, wanted: readonly string[] | undefined): readonly unknown[] {
  return place.cages
    .filter((cage) => wanted === undefined || wanted.includes(cage))
    .map((cage, index) => ({
      cage,
      // Both forms occur on the wire.
      cageTypes: index === 0 ? ['Private'] : 'Shared',
      accounts: accountsIn(place.code, index).map(({number, name}) => ({
        number,
        name,
        isCreditHold: false,
        isPOBearing: 'false',
        cabinets: cabinetsOf(cage).map((cabinet) => ({cabinet, cabinetType: 'PRIVATE'})),
      })),
    }));
}

function accountsIn(
  code: string,
  index: number,
): readonly {readonly number: string; readonly name: string}[] {
  if (code === 'TY4' || code === 'HK1') return [ACCOUNTS.kaiyo];
  if (code === 'FR5' || code === 'PA3') return [ACCOUNTS.hanseatic];
  // A cage without accounts must not break a picker.
  if (code === 'ME2') return [];
  return index === 0 ? [ACCOUNTS.vjt, ACCOUNTS.brightwater] : [ACCOUNTS.vjt];
}

function listOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

export const ticketTypes: Handler = ({query}) => {
  const category = typeof query['category'] === 'string' ? query['category'].toLowerCase() : undefined;
  const types = TICKET_TYPES.filter(
    (type) => category === undefined || type.category.toLowerCase() === category,
  );
  const enabledIBXs = PLACES.map(({code}) => code);
  const troubleticketTypes = types.map(({subCategories, ...type}) => ({
    ...type,
    additionalDetails: {subCategories, enabledIBXs},
  }));
  return {status: 200, body: {troubleticketTypes}};
};
