import type {Reply} from '../operations/operation-context.ts';
import type {Random} from '../random.ts';
import {isJson} from './wild-values.ts';

/** A write that took effect: said in full, in part, by Location alone, or not at all; under any status of success. */
export function wildWrite(reply: Reply, random: Random): Reply {
  const body = isJson(reply.body) ? reply.body : {};
  switch (random.below(5)) {
    case 0:
      return {...reply, status: random.pick([200, 202, 204]), body: undefined};
    case 1:
      return {...reply, status: random.pick([200, 201, 202]), body: {...body, wild: 'field'}};
    case 2: {
      const {type: _, ...rest} = body;
      return {...reply, body: rest};
    }
    default:
      return {...reply, status: random.pick([200, 201])};
  }
}
