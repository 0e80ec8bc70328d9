export type Place = {
  readonly code: string;
  readonly metro: string;
  readonly region: string;
  readonly country: string;
  readonly city: string;
  readonly state: string | null;
  readonly address: string;
  readonly postalCode: string;
  /** Cage ids, `IBX:floor:cage`; each has cabinets 0101 and up. */
  readonly cages: readonly string[];
};

// Code, metro, region, country, city, state, address, postal code, cages; a hyphen where there is none. Addresses are made up.
const ROWS = `
SV5 | SV | AMER | United States | San Jose | CA | 9 Orchard Works Drive | 95119 | 01:02 02:000510
DA3 | DA | AMER | United States | Dallas | TX | 1950 Longhorn Freeway | 75207 | 01:010315
NY5 | NY | AMER | United States | Secaucus | NJ | 800 Meadow Parkway | 07094 | 02:020270 03:031120
SP2 | SP | AMER | Brazil | São Paulo | SP | Rua dos Ipês 4120 | 06460-030 | 01:001204
LD8 | LD | EMEA | United Kingdom | London | - | 6 Quayside Exchange | E14 9GE | 03:001040 04:00EQ7
AM1 | AM | EMEA | Netherlands | Amsterdam | - | Veldzicht 46 | 1101 BE | 01:001MC3 0G:00EQ12-3
FR5 | FR | EMEA | Germany | Frankfurt am Main | - | Mühlenstraße 25 | 60314 | 04:004010
PA3 | PA | EMEA | France | Saint-Denis | - | 110 rue des Tanneurs | 93200 | 01:S1A-12
ME2 | ME | APAC | Australia | Melbourne | VIC | 65 Wharf Reserve Road | 3207 | 01:001130
SY4 | SY | APAC | Australia | Sydney | NSW | 200 Banksia Road | 2015 | 02:002070
SG1 | SG | APAC | Singapore | Singapore | - | 20 Rain Tree Crescent | 139964 | 05:050460 06:060110-62
TY4 | TY | APAC | Japan | 東京 | - | 大手町 1-9-2 | 100-0004 | 06:006A20
HK1 | HK | APAC | Hong Kong | Tsuen Wan | - | 17/F Harbour Link, 388 Castle Hill Road | - | 17:017055
DB2 | DB | EMEA | Ireland | Dublin | - | Unit 4027 Kingfisher Road | D24 A8N2 | 01:000112`;

export const PLACES: readonly Place[] = ROWS.trim()
  .split('\n')
  .map((row) => {
    const [
      code = '',
      metro = '',
      region = '',
      country = '',
      city = '',
      state,
      address = '',
      postal,
      cages = '',
    ] = row.split(' | ');
    return {
      ...{code, metro, region, country, city, address},
      state: state === '-' || state === undefined ? null : state,
      postalCode: postal === '-' || postal === undefined ? '' : postal,
      cages: cages.split(' ').map((cage) => `${code}:${cage}`),
    };
  });

export function placeOf(code: string): Place | undefined {
  return PLACES.find((place) => place.code === code);
}

/** The cabinets of a cage, e.g. `AM1:01:001MC3:0101`. */
export function cabinetsOf(cage: string): readonly string[] {
  return ['0101', '0102', '0205', '0310'].map((cabinet) => `${cage}:${cabinet}`);
}
