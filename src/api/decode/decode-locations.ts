import type {
  LocationAccount,
  LocationCabinet,
  LocationCage,
  TicketLocation,
  TicketType,
} from '../../domain/ticket/ticket-places.ts';
import {createReader, isJson, type Reader} from './decode.ts';
import {present} from '../../domain/present.ts';

/**
 * The places that a new ticket can name; undefined if the answer has none. Without details the service gives only IBX
 * codes; cages may come without accounts.
 */
export function decodeTicketLocations(answer: unknown): readonly TicketLocation[] | undefined {
  const wrapped = isJson(answer) ? answer : {locations: answer};
  const reader = createReader(wrapped);
  const codes = reader.lines('locations');
  if (codes !== undefined) return codes.map((ibx) => ({ibx, cages: []}));
  return reader.objects('locations', (place) => {
    const ibx = place.line('ibx') ?? place.object('ibx')?.line('code');
    return ibx === undefined ? undefined : {ibx, cages: decodeCages(place)};
  });
}

function decodeCages(place: Reader): readonly LocationCage[] {
  const names = place.lines('cages');
  if (names !== undefined) return names.map((cage) => ({cage, cageTypes: [], accounts: []}));
  const cages = place.objects('cages', (reader) => {
    const cage = reader.line('cage') ?? reader.line('id');
    if (cage === undefined) return undefined;
    return {
      cage,
      cageTypes: reader.lines('cageTypes') ?? [],
      accounts: reader.objects('accounts', decodeAccount) ?? [],
    };
  });
  return cages ?? [];
}

function decodeAccount(reader: Reader): LocationAccount | undefined {
  const number = reader.line('number') ?? reader.line('accountNumber');
  if (number === undefined) return undefined;
  const names = reader.lines('cabinets')?.map((cabinet) => ({cabinet}));
  return {
    number,
    ...present({
      name: reader.line('name') ?? reader.line('accountName'),
      isCreditHold: reader.flag('isCreditHold'),
      isPoBearing: reader.flag('isPOBearing'),
    }),
    cabinets: names ?? reader.objects('cabinets', decodeCabinet) ?? [],
  };
}

function decodeCabinet(reader: Reader): LocationCabinet | undefined {
  const cabinet = reader.line('cabinet') ?? reader.line('id');
  if (cabinet === undefined) return undefined;
  return {cabinet, ...present({cabinetType: reader.line('cabinetType')})};
}

/** Problem codes and texts of the older API, under either spelling of their key. */
export function decodeTicketTypes(answer: unknown): readonly TicketType[] | undefined {
  if (!isJson(answer)) return undefined;
  const reader = createReader(answer);
  return reader.objects('troubleticketTypes', decodeType) ?? reader.objects('troubleTicketTypes', decodeType);
}

function decodeType(reader: Reader): TicketType | undefined {
  const code = reader.line('code');
  if (code === undefined) return undefined;
  const more = reader.object('additionalDetails');
  return {
    code,
    ...present({
      category: reader.line('category'),
      description: reader.line('description'),
      severity: reader.line('severity'),
    }),
    subCategories: more?.lines('subCategories') ?? [],
    ibxs: more?.lines('enabledIBXs') ?? [],
  };
}
