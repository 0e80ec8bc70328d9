import {desk, type SeedTicket, toStored, you} from '../seed/seed-ticket.ts';
import type {Line, StoredTicket} from '../model.ts';

/** One line of an order, where the service has it in the cage. */
function orderLine(productType: string, productName: string, cage: string, more: Line = {}): Line {
  return {productType, productName, status: 'IN_PROGRESS', ibx: cage.slice(0, 3), cage, ...more};
}

const ORDERS: readonly SeedTicket[] = [
  {
    order: '1-210476070101',
    ibx: ['DA3'],
    status: 'IN_PROGRESS',
    opened: '5h',
    category: 'Smart Hands',
    sub: 'Equipment Install',
    text: '',
    reference: 'RACK-118',
    types: ['SMART_HANDS'],
    lines: [
      orderLine('SMART_HANDS', 'Equipment Install', 'DA3:01:010315', {lineId: '1-2RCQ0001'}),
      orderLine('SMART_HANDS', 'Cable Installation', 'DA3:01:010315', {
        lineId: '1-2RCQ0002',
        parentlineId: '1-2RCQ0001',
      }),
    ],
    notes: [
      desk`4h The crate is in the cage. Units 30 to 33 are free; shall the switch go into 32?`,
      you`3h40m Yes, 32. The second power cord goes to the B strip.`,
    ],
    plannedInHours: 3,
  },
  {
    order: '1-210476070088',
    ibx: ['SV5'],
    status: 'SUBMITTED',
    opened: '1d2h',
    category: 'Work Visit',
    sub: 'Work Visit',
    text: '',
    reference: 'VISIT-31',
    types: ['WORK_VISIT'],
    lines: [orderLine('WORK_VISIT', 'Work Visit, two engineers', 'SV5:01:011030', {lineId: '1-2RCQ0010'})],
    plannedInHours: 20,
  },
  {
    order: '1-210476070052',
    ibx: ['AM1'],
    status: 'IN_PROGRESS',
    opened: '2d',
    category: 'Shipment',
    sub: 'Inbound Shipment',
    text: '',
    types: ['SHIPMENT'],
    lines: [
      orderLine('SHIPMENT', 'Inbound Shipment, 3 boxes, 41 kg', 'AM1:01:001MC3', {
        lineId: '1-2RCQ0020',
        additionalInfo: [{key: 'TRACKING_NUMBER', value: '1Z999AA10123456784'}],
      }),
    ],
    notes: [desk`9h Two of three boxes have arrived. Where shall they be kept?`],
  },
  {
    order: '1-210476069990',
    ibx: ['DA3'],
    status: 'IN_PROGRESS',
    opened: '6d',
    category: 'Cross Connect',
    sub: 'Single-Mode Fiber',
    text: '',
    reference: 'XC-2290',
    types: ['CROSS_CONNECT', 'SMART_HANDS'],
    lines: [
      orderLine('CROSS_CONNECT', 'Cross Connect, single-mode fiber, LC', 'DA3:01:010315', {
        lineId: '1-2RCQ0030',
      }),
    ],
    plannedInHours: 48,
  },
  {
    order: '1-210476069415',
    ibx: ['SV5'],
    status: 'CLOSED',
    opened: '31d',
    category: 'Smart Hands',
    sub: 'Pictures',
    text: '',
    types: ['SMART_HANDS'],
    lines: [orderLine('SMART_HANDS', 'Pictures of a cabinet', 'SV5:01:011030', {lineId: '1-2RCQ0040'})],
    notes: [desk`30d Twelve pictures were sent by e-mail.`],
  },
];

/** Orders that are no tickets, as old as they say at `now` (milliseconds since 1970). */
export function seedOrders(now: number, seed: number): readonly StoredTicket[] {
  return ORDERS.map((order) => toStored(order, now, seed));
}
