import type {Api, CallOptions, WriteOptions} from '../../src/api/api.ts';
import {createGate, type Gate, type GateLimits} from '../../src/api/gate/gate.ts';
import {ApiError, AppError} from '../../src/errors.ts';
import type {FakeTime} from './fake-time.ts';

type Gated = Pick<
  Api,
  | 'getTicket'
  | 'getOrder'
  | 'getEmail'
  | 'searchOrders'
  | 'addNote'
  | 'cancelTicket'
  | 'createTicket'
  | 'listNegotiations'
  | 'answerNegotiation'
>;

/** As the client does: a credential that was refused is not tried again. */
async function refusing<T>(gate: Gate, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const isRenewed = error instanceof ApiError && error.isRenewed;
    if (error instanceof AppError && error.kind === 'auth' && !isRenewed) gate.refuse(error);
    throw error;
  }
}

/** The service as `createApi` would reach it: each call waits for its turn at the gate. */
export function gated(api: Gated, gate: Gate): Gated {
  const read = <T>(operation: string, options: CallOptions | undefined, call: () => Promise<T>) =>
    refusing(
      gate,
      gate.run({priority: options?.priority ?? 'user', operation, signal: options?.signal}, call),
    );
  const write = <T>(options: WriteOptions | undefined, call: () => Promise<T>) =>
    refusing(
      gate,
      gate.run({priority: 'user', signal: options?.waiting ?? options?.signal}, async () => {
        options?.onTurn?.();
        return call();
      }),
    );
  return {
    getTicket: (id, options) => read('getTicket', options, () => api.getTicket(id, options)),
    getOrder: (id, options) => read('getOrder', options, () => api.getOrder(id, options)),
    getEmail: (id, caseNumber, options) =>
      read('getEmail', options, () => api.getEmail(id, caseNumber, options)),
    searchOrders: (search, options) => read('searchOrders', options, () => api.searchOrders(search, options)),
    listNegotiations: (id, options) =>
      read('listNegotiations', options, () => api.listNegotiations(id, options)),
    answerNegotiation: (id, answer, options) =>
      write(options, () => api.answerNegotiation(id, answer, options)),
    addNote: (id, note, options) => write(options, () => api.addNote(id, note, options)),
    cancelTicket: (id, reason, options) => write(options, () => api.cancelTicket(id, reason, options)),
    createTicket: (request, options) => write(options, () => api.createTicket(request, options)),
  };
}

export function createTestGate(
  {time}: {readonly time: FakeTime},
  limits: Partial<GateLimits> = {atOnce: 4, perSecond: 2},
): Gate {
  return createGate({timers: time.timers, clock: time.clock, random: () => 0.5, limits});
}
