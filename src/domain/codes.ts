/**
 * The 182 codes of the Case Management page by family (the first four digits). The texts are in casedeck's own words;
 * only some families have texts, because the vendor publishes no others (EMG's trouble-ticket guide). Codes that are
 * not in this list are accepted as they are.
 */
export type CodeFamily = {
  readonly family: string;
  /** The category's name, where it is published. */
  readonly name?: string;
  /** What the family is for; a guess where it has no name. */
  readonly group: CodeGroup;
  readonly codes: readonly TicketCode[];
};

export type TicketCode = {
  readonly code: string;
  readonly category?: string;
  /** What is wrong, in a few words. */
  readonly text?: string;
};

/** `trouble`: faults at a site; `digital`: digital products; `support`, `account`: cases; `other`: the catch-all. */
export type CodeGroup = 'trouble' | 'digital' | 'support' | 'account' | 'other';

/** Category and texts by second half; an empty text is one that could not be read. */
const KNOWN: Readonly<
  Record<string, {readonly name: string; readonly texts: Readonly<Record<string, string>>}>
> = {
  '0000': {
    name: 'Cross Connect',
    texts: {'0000': 'Live cross connect stopped working', '0002': 'New cross connect not installed properly'},
  },
  '0002': {name: 'Power', texts: {'0000': 'Total power outage', '0001': 'Partial power outage'}},
  '0003': {
    name: 'Environment',
    texts: {
      '0000': 'Temperature rising',
      '0001': 'Temperature falling',
      '0002': 'Water leak',
      '0003': 'Structural damage',
    },
  },
  '0004': {name: 'Hardware', texts: {'0000': 'Device with a fault that affects service', '0001': ''}},
  '0005': {
    name: 'Security',
    texts: {'0000': 'Service problem with cage or cabinet', '0001': 'Cage door not working'},
  },
  '0007': {
    name: 'SmartView',
    texts: {
      '0000': 'IBX SmartView: power draw',
      '0001': 'IBX SmartView: environment',
      '0002': 'IBX SmartView: mechanical system',
      '0003': 'IBX SmartView: environmental sensor',
      // The page is cut off after the product's name.
      '0004': '',
    },
  },
};

const ONES = ['0000', '0001', '0002', '0003', '0004', '0005'];

/** `count` second halves in steps of a hundred from 0000. */
function hundreds(count: number): readonly string[] {
  return Array.from({length: count}, (_, index) => String(index * 100).padStart(4, '0'));
}

const HALVES: readonly (readonly [family: string, group: CodeGroup, halves: readonly string[]])[] = [
  ['0000', 'trouble', ['0000', '0002']],
  ['0002', 'trouble', ONES.slice(0, 2)],
  ['0003', 'trouble', ONES.slice(0, 4)],
  ['0004', 'trouble', ONES.slice(0, 2)],
  ['0005', 'trouble', ONES.slice(0, 2)],
  ['0007', 'trouble', ONES.slice(0, 5)],
  ['0010', 'digital', ONES],
  ['0011', 'digital', ONES],
  ['0012', 'digital', ONES],
  ['0013', 'digital', ONES.slice(1, 4)],
  ['0014', 'digital', ONES.slice(2, 6)],
  [
    '0015',
    'digital',
    [...ONES.slice(0, 5), '0100', '0101', '0102', '0103', '0105', '0106', '0107', '0200', '0201'],
  ],
  ['0100', 'support', hundreds(6)],
  ['0101', 'support', hundreds(2)],
  ['0102', 'support', hundreds(7)],
  ['0103', 'support', hundreds(2)],
  ['0104', 'support', hundreds(6)],
  ['0105', 'support', hundreds(7)],
  ['0106', 'support', hundreds(2)],
  ['0107', 'support', hundreds(5)],
  ['0108', 'support', hundreds(2)],
  ['0200', 'support', hundreds(14)],
  ['0201', 'support', hundreds(4)],
  ['0202', 'support', hundreds(2)],
  ['0203', 'support', hundreds(4)],
  ['0204', 'support', ONES.slice(0, 2)],
  ['0205', 'support', hundreds(2)],
  ['0300', 'account', hundreds(5)],
  ['0301', 'account', hundreds(2)],
  ['0302', 'account', hundreds(8)],
  ['0303', 'account', hundreds(2)],
  ['0304', 'account', hundreds(7)],
  [
    '0305',
    'account',
    [...ONES.slice(0, 4), '0100', '0200', '0300', '0301', '0302', '0400', '0500', '0600', '0700'],
  ],
  ['0306', 'account', hundreds(4)],
  ['0500', 'support', hundreds(8)],
  ['0501', 'support', hundreds(2)],
  ['0502', 'support', hundreds(7)],
  ['0800', 'other', ['0000']],
];

/** Every family in the page's order, for a picker. */
export const FAMILIES: readonly CodeFamily[] = HALVES.map(([family, group, halves]) => {
  const known = KNOWN[family];
  return {
    family,
    group,
    ...(known === undefined ? {} : {name: known.name}),
    codes: halves.map((half) => toCode(family, half)),
  };
});

function toCode(family: string, half: string): TicketCode {
  const known = KNOWN[family];
  const text = known?.texts[half];
  return {
    code: `${family}-${half}`,
    ...(known === undefined ? {} : {category: known.name}),
    ...(text === undefined || text === '' ? {} : {text}),
  };
}

/** Every code of the page in its order. */
export const CODES: readonly TicketCode[] = FAMILIES.flatMap(({codes}) => codes);

const BY_CODE = new Map(CODES.map((entry) => [entry.code, entry]));

/** What is known of a code; undefined for one that the page does not list. */
export function findCode(code: string): TicketCode | undefined {
  return BY_CODE.get(code);
}

/** One line for people: `Power / Partial power outage`, `Hardware / 0004-0001`, or the bare code. */
export function describeCode(code: string): string {
  const found = findCode(code);
  if (found?.category === undefined) return code;
  return `${found.category} / ${found.text ?? code}`;
}

/** Codes for which the page names details; their fields are known for 0302-0400 only. */
export const CODES_WITH_DETAILS: readonly string[] = [
  '0302-0400',
  '0302-0500',
  '0302-0600',
  '0305-0000',
  '0305-0002',
  '0305-0100',
  '0305-0200',
  '0305-0300',
  '0305-0301',
  '0305-0302',
  '0306-0000',
  '0306-0100',
  '0306-0200',
  '0306-0300',
];
