export type Metro = {readonly city: string; readonly zone: string};

/** City and IANA zone by the two letters that begin the code of a data centre (IBX), after Equinix's public list of locations. */
const METROS: Readonly<Record<string, readonly [city: string, zone: string]>> = {
  AB: ['Abidjan', 'Africa/Abidjan'],
  AC: ['Accra', 'Africa/Accra'],
  AD: ['Abu Dhabi', 'Asia/Dubai'],
  AE: ['Adelaide', 'Australia/Adelaide'],
  AM: ['Amsterdam', 'Europe/Amsterdam'],
  AT: ['Atlanta', 'America/New_York'],
  BA: ['Barcelona', 'Europe/Madrid'],
  BG: ['Bogotá', 'America/Bogota'],
  BO: ['Boston', 'America/New_York'],
  BR: ['Brisbane', 'Australia/Brisbane'],
  BX: ['Bordeaux', 'Europe/Paris'],
  CA: ['Canberra', 'Australia/Sydney'],
  CH: ['Chicago', 'America/Chicago'],
  CL: ['Calgary', 'America/Edmonton'],
  CN: ['Chennai', 'Asia/Kolkata'],
  CU: ['Culpeper', 'America/New_York'],
  DA: ['Dallas', 'America/Chicago'],
  DB: ['Dublin', 'Europe/Dublin'],
  DC: ['Washington DC', 'America/New_York'],
  DE: ['Denver', 'America/Denver'],
  DU: ['Düsseldorf', 'Europe/Berlin'],
  DX: ['Dubai', 'Asia/Dubai'],
  EN: ['Enschede', 'Europe/Amsterdam'],
  FR: ['Frankfurt', 'Europe/Berlin'],
  GN: ['Genoa', 'Europe/Rome'],
  GV: ['Geneva', 'Europe/Zurich'],
  HE: ['Helsinki', 'Europe/Helsinki'],
  HH: ['Hamburg', 'Europe/Berlin'],
  HK: ['Hong Kong', 'Asia/Hong_Kong'],
  HO: ['Houston', 'America/Chicago'],
  IL: ['Istanbul', 'Europe/Istanbul'],
  JH: ['Johor', 'Asia/Kuala_Lumpur'],
  JK: ['Jakarta', 'Asia/Jakarta'],
  JN: ['Johannesburg', 'Africa/Johannesburg'],
  KA: ['Kamloops', 'America/Vancouver'],
  KL: ['Kuala Lumpur', 'Asia/Kuala_Lumpur'],
  LA: ['Los Angeles', 'America/Los_Angeles'],
  LD: ['London', 'Europe/London'],
  LG: ['Lagos', 'Africa/Lagos'],
  LM: ['Lima', 'America/Lima'],
  LS: ['Lisbon', 'Europe/Lisbon'],
  MA: ['Manchester', 'Europe/London'],
  MB: ['Mumbai', 'Asia/Kolkata'],
  MC: ['Muscat', 'Asia/Muscat'],
  MD: ['Madrid', 'Europe/Madrid'],
  ME: ['Melbourne', 'Australia/Melbourne'],
  MI: ['Miami', 'America/New_York'],
  ML: ['Milan', 'Europe/Rome'],
  MO: ['Monterrey', 'America/Monterrey'],
  MT: ['Montreal', 'America/Toronto'],
  MU: ['Munich', 'Europe/Berlin'],
  MX: ['Mexico City', 'America/Mexico_City'],
  NY: ['New York', 'America/New_York'],
  OS: ['Osaka', 'Asia/Tokyo'],
  OT: ['Ottawa', 'America/Toronto'],
  PA: ['Paris', 'Europe/Paris'],
  PE: ['Perth', 'Australia/Perth'],
  PH: ['Philadelphia', 'America/New_York'],
  RJ: ['Rio de Janeiro', 'America/Sao_Paulo'],
  SE: ['Seattle', 'America/Los_Angeles'],
  SG: ['Singapore', 'Asia/Singapore'],
  SH: ['Shanghai', 'Asia/Shanghai'],
  SJ: ['Saint John', 'America/Moncton'],
  SK: ['Stockholm', 'Europe/Stockholm'],
  SL: ['Seoul', 'Asia/Seoul'],
  SN: ['Salalah', 'Asia/Muscat'],
  SO: ['Sofia', 'Europe/Sofia'],
  SP: ['São Paulo', 'America/Sao_Paulo'],
  ST: ['Santiago', 'America/Santiago'],
  SV: ['Silicon Valley', 'America/Los_Angeles'],
  SY: ['Sydney', 'Australia/Sydney'],
  TR: ['Toronto', 'America/Toronto'],
  TY: ['Tokyo', 'Asia/Tokyo'],
  VA: ['Vancouver', 'America/Vancouver'],
  WA: ['Warsaw', 'Europe/Warsaw'],
  WI: ['Winnipeg', 'America/Winnipeg'],
  ZH: ['Zurich', 'Europe/Zurich'],
  ZW: ['Zwolle', 'Europe/Amsterdam'],
};

let ownZones: Readonly<Record<string, string>> = {};

/** Zones of IBXs (`DA3`) or metros (`DA`) that the user has set, before those of the table. */
export function setOwnZones(zones: Readonly<Record<string, string>>): void {
  ownZones = zones;
}

/** The metro of an IBX (`SV5`), or of a cage or cabinet in it (`SV5:01:02`); undefined where it is not known. */
export function metroOfIbx(ibx: string): Metro | undefined {
  const [, prefix, number] = /^([a-z]{2})(\d+)/i.exec(ibx.trim())?.map((part) => part.toUpperCase()) ?? [];
  if (prefix === undefined || number === undefined) return undefined;
  const metro = METROS[prefix];
  const own = ownZones[`${prefix}${number}`] ?? ownZones[prefix];
  if (own !== undefined) return {city: metro?.[0] ?? prefix, zone: own};
  return metro === undefined ? undefined : {city: metro[0], zone: metro[1]};
}

/** The IANA zone in which the clocks of an IBX run; undefined where it is not known. */
export function zoneOfIbx(ibx: string): string | undefined {
  return metroOfIbx(ibx)?.zone;
}
