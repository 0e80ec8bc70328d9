import type {TicketLocation, TicketType} from './api.ts';
import {createReader, isJson, present, type Reader} from './decode.ts';

type Cage = TicketLocation['cages'][number];
type Account = Cage['accounts'][number];

/**
 * The places that a new ticket can name; undefined where the answer is none. The service gives IBX
 * codes alone where details were not asked for; cages may come without accounts.
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

function decodeCages(place: Reader): readonly Cage[] {
  const names = place.lines('cages');
  if (names !== undefined) return names.map((cage) => ({cage, accounts: []}));
  const cages = place.objects('cages', (reader) => {
    const cage = reader.line('cage') ?? reader.line('id');
    return cage === undefined ? undefined : {cage, accounts: reader.objects('accounts', decodeAccount) ?? []};
  });
  return cages ?? [];
}

function decodeAccount(reader: Reader): Account | undefined {
  const number = reader.line('number') ?? reader.line('accountNumber');
  if (number === undefined) return undefined;
  const cabinets =
    reader.lines('cabinets') ?? reader.objects('cabinets', (one) => one.line('cabinet') ?? one.line('id'));
  return {
    number,
    ...present({name: reader.line('name') ?? reader.line('accountName')}),
    cabinets: cabinets ?? [],
  };
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
