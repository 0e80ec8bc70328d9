import type {StoredTicket} from '../model.ts';
import {CROSS_CONNECTS} from './cross-connects.ts';
import {DIGITAL} from './digital.ts';
import {HANDS} from './hands.ts';
import {HOSTILE} from './hostile.ts';
import {MORE} from './more.ts';
import {OFFICE} from './office.ts';
import {POWER} from './power.ts';
import {toStored} from './seed-ticket.ts';
import {SITE} from './site.ts';
import {WRITING} from './writing.ts';

// First those that a demo needs even where only a few tickets are asked for.
const ALL = [
  ...POWER,
  ...CROSS_CONNECTS,
  ...HANDS,
  ...HOSTILE,
  ...SITE,
  ...DIGITAL,
  ...OFFICE,
  ...WRITING,
  ...MORE,
];

/** The hand-shaped tickets, as old as they say at `now` (milliseconds since 1970); the same for the same seed. */
export function seedTickets(now: number, seed: number): readonly StoredTicket[] {
  return ALL.map((entry) => toStored(entry, now, seed));
}
