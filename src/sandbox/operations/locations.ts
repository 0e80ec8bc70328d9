import {ACCOUNTS} from '../sandbox-accounts.ts';
import {PLACES, cabinetsOf, type Place} from '../places.ts';
import type {Handler} from './operation-context.ts';

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

type TicketType = {
  readonly category: string;
  readonly code: string;
  readonly description: string;
  readonly severity: string;
  readonly subCategories: readonly string[];
};

function type(
  category: string,
  code: string,
  description: string,
  subCategories: readonly string[] = [],
): TicketType {
  return {category, code, description, severity: code.endsWith('01') ? 'High' : 'Medium', subCategories};
}

// The codes of the older API have this form; which there are, and their texts, is made up.
const TICKET_TYPES: readonly TicketType[] = [
  type('Cross Connect', 'xc01', 'A live cross connect stopped working', [
    'Copper',
    'Single-mode fibre',
    'Multi-mode fibre',
  ]),
  type('Cross Connect', 'xc02', 'A new cross connect was not installed properly'),
  type('Network', 'net01', 'Network outage', ['Total', 'Partial']),
  type('Power', 'pwr01', 'Total power outage'),
  type('Power', 'pwr02', 'Partial power outage', ['One feed', 'One outlet']),
  type('Environment', 'env01', 'Temperature rising'),
  type('Environment', 'env02', 'Temperature falling'),
  type('Environment', 'env03', 'Water leak'),
  type('Hardware', 'hw01', 'A device has a service-impacting fault'),
  type('Security', 'sec01', 'Cage door not working'),
  type('Managed Services', 'ms13', 'Managed firewall'),
];
