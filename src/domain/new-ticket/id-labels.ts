/** What the primary or secondary id of a new ticket means, and what can be picked for it. */
export type IdLabel = {
  readonly label: string;
  readonly example?: string;
  /** Which list offers values. */
  readonly pick: 'cage' | 'cabinet' | 'account' | 'none';
  /** False where the vendor says so of one code only, or not at all. */
  readonly isCertain: boolean;
};

export type IdLabels = {readonly primary: IdLabel; readonly secondary: IdLabel};

const CAGE: IdLabel = {label: 'Cage', example: 'AM1:01:001MC3', pick: 'cage', isCertain: false};
const CABINET: IdLabel = {label: 'Cabinet', example: 'AM1:01:001MC3:0102', pick: 'cabinet', isCertain: false};
const OTHER: IdLabels = {
  primary: {label: 'Primary id', pick: 'none', isCertain: false},
  secondary: {label: 'Secondary id', pick: 'none', isCertain: false},
};

const BY_FAMILY: Readonly<Record<string, IdLabels>> = {
  '0000': {
    primary: {label: 'Cross connect (serial number)', example: '1011585-M', pick: 'none', isCertain: false},
    secondary: {label: 'Second cross connect', pick: 'none', isCertain: false},
  },
  '0002': {primary: CAGE, secondary: CABINET},
  '0003': {primary: CAGE, secondary: CABINET},
  '0004': {primary: {...CAGE, label: 'Device or cage'}, secondary: CABINET},
  '0005': {primary: CAGE, secondary: CABINET},
};

const DIGITAL: IdLabels = {
  ...OTHER,
  primary: {label: 'Product, connection or device id', pick: 'none', isCertain: false},
};

/** The codes that the vendor's guide and the page's sample speak of. */
const BY_CODE: Readonly<Record<string, IdLabels>> = {
  '0002-0000': {primary: {...CAGE, isCertain: true}, secondary: {...CABINET, isCertain: true}},
  '0305-0000': {
    ...OTHER,
    primary: {label: 'Account number', example: '182389736', pick: 'account', isCertain: true},
  },
};

/** Labels for the ids of a new ticket with this code. */
export function idLabels(code: string): IdLabels {
  const family = code.slice(0, 4);
  return BY_CODE[code] ?? BY_FAMILY[family] ?? (/^001\d$/.test(family) ? DIGITAL : OTHER);
}

/** The IBX of a cage or cabinet id: what stands before the first colon. */
export function ibxOfPlace(id: string): string | undefined {
  return /^([A-Z]{2,3}\d{1,2}):/i.exec(id)?.[1]?.toUpperCase();
}
