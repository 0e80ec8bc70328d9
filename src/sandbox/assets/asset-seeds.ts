import {ACCOUNTS, type Account, type AccountKey} from '../sandbox-accounts.ts';

/** Something installed, as the service keeps it. */
export type SandboxAsset = {
  readonly assetNumber: string;
  readonly serialNumber: string | null;
  readonly orderNumber: string;
  readonly productName: string;
  readonly productDescription: string;
  readonly ibx: string | null;
  readonly cage: string | null;
  readonly account: Account;
  readonly installationDate: string;
  readonly customerReferenceNumber: string;
  readonly status: string;
  /** What only the asset in full says. */
  readonly productDetails: readonly {readonly key: string; readonly value: string; readonly tag: string}[];
  /** Numbers of others that the search knows: of a circuit, of a cable. */
  readonly alsoFoundBy: readonly string[];
};

type Row = {
  readonly number: string;
  readonly serial?: string;
  readonly product: string;
  readonly what: string;
  readonly cage?: string;
  readonly ibx?: string;
  /** Its last part, as the service writes it there. */
  readonly cabinet?: string;
  readonly account?: AccountKey;
  readonly order?: string;
  readonly since?: string;
  readonly reference?: string;
  readonly status?: string;
  /** The other end of a cross connect. */
  readonly zSide?: string;
  readonly also?: readonly string[];
};

const CABLE = 'Network Cable Connection';

const ROWS: readonly Row[] = [
  {
    number: '9912044',
    serial: '1011585-M',
    product: 'CROSS_CONNECT',
    what: CABLE,
    cage: 'LD8:03:001040',
    cabinet: 'LD8:03:001040:0102',
    account: 'brightwater',
    reference: 'BWP-XC-07',
    zSide: 'LD8:04:00EQ7:0205',
    also: ['CID-88213-LON'],
  },
  {
    number: '9980813',
    serial: '1011602-M',
    product: 'CROSS_CONNECT',
    what: CABLE,
    cage: 'NY5:02:020270',
    cabinet: '0101',
    order: '1-204976070540',
    since: '2026-10-02',
    zSide: 'NY5:03:031120:0310',
  },
  // Nobody wrote down where it ends.
  {number: '9975120', serial: '1011590-M', product: 'CROSS_CONNECT', what: CABLE, cage: 'SV5:02:000510'},
  {
    number: '10139297',
    serial: 'PP:0210:73281',
    product: 'PATCH_PANEL',
    what: 'Patch Panel',
    cage: 'SV5:01:02',
    cabinet: 'SV5:01:02:0104',
  },
  {number: '8810022', serial: 'SV5:01:02', product: 'CAGE', what: 'Private Cage', cage: 'SV5:01:02'},
  {
    number: '8810367',
    serial: 'AM1:01:001MC3:0205',
    product: 'CABINET',
    what: 'Cabinet',
    cage: 'AM1:01:001MC3',
    cabinet: '0205',
  },
  {
    number: '7741180',
    serial: 'AC-44-20A',
    product: 'POWER_CIRCUIT',
    what: 'AC power 208 V, 20 A',
    cage: 'DA3:01:010315',
    cabinet: 'DA3:01:010315:0310',
  },
  {
    number: '7002019',
    serial: '900112-S',
    product: 'CROSS_CONNECT',
    what: CABLE,
    cage: 'TY4:06:006A20',
    cabinet: '0101',
    account: 'kaiyo',
    reference: '回線-0042',
    status: 'Inactive',
  },
  // Of a product that no page names, at no place, with a name that no terminal should see.
  {
    number: '6660001',
    product: 'ANTENNA',
    what: 'Roof \u001B]0;owned\u0007\u202Epole',
    ibx: 'HK1',
    account: 'hostile',
  },
];

/** What is installed in the sandbox: cross connects and what else has a number. */
export const ASSETS: readonly SandboxAsset[] = ROWS.map((row) => ({
  assetNumber: row.number,
  serialNumber: row.serial ?? null,
  orderNumber: row.order ?? `1-198${row.number.padStart(9, '0')}`,
  productName: row.product,
  productDescription: row.what,
  ibx: row.ibx ?? row.cage?.split(':')[0] ?? null,
  cage: row.cage ?? null,
  account: ACCOUNTS[row.account ?? 'vjt'],
  installationDate: `${row.since ?? '2008-08-28'}T00:00:00Z`,
  customerReferenceNumber: row.reference ?? '',
  status: row.status ?? 'Active',
  productDetails: detailsOf(row),
  alsoFoundBy: row.also ?? [],
}));

function detailsOf({cabinet, zSide, account = 'vjt'}: Row): SandboxAsset['productDetails'] {
  const {name} = ACCOUNTS[account];
  return [
    {key: 'ACCOUNT_NAME', value: name, tag: 'HEADER'},
    ...(zSide === undefined ? [] : [{key: 'CABINET', value: zSide, tag: 'Z_SIDE_INFORMATION'}]),
    ...(cabinet === undefined ? [] : [{key: 'CABINET', value: cabinet, tag: 'A_SIDE_INFORMATION'}]),
  ];
}
