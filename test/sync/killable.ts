import type {FakeTime} from './fake-time.ts';
import type {FakeService, World} from './support.ts';

/** A process on a world: it can be killed, or stopped and continued, at any moment; nothing of it runs meanwhile. */
export function killable(world: World) {
  let state: 'running' | 'frozen' | 'dead' = 'running';
  let held: (() => void)[] = [];
  const run = (action: () => void) => {
    if (state === 'running') action();
    else if (state === 'frozen') held.push(action);
  };
  const time: FakeTime = Object.assign(Object.create(world.time) as FakeTime, {
    timers: {
      setTimeout: (action: () => void, ms: number) => world.time.timers.setTimeout(() => run(action), ms),
      clearTimeout: (handle: unknown) => world.time.timers.clearTimeout(handle),
    },
  });
  return {
    world: {...world, time, service: {api: apiOf(world.service, run)} as FakeService},
    kill: () => {
      state = 'dead';
      held = [];
    },
    freeze: () => {
      state = 'frozen';
    },
    thaw: () => {
      state = 'running';
      for (const action of held.splice(0)) action();
    },
  };
}

/** Answers reach the process only while it runs; what the service does with a request is its own affair. */
function apiOf({api}: FakeService, run: (action: () => void) => void): FakeService['api'] {
  const guard = <T>(answer: Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      answer.then(
        (value) => run(() => resolve(value)),
        (error: Error) => run(() => reject(error)),
      );
    });
  return {
    getTicket: (id, options) => guard(api.getTicket(id, options)),
    getOrder: (id, options) => guard(api.getOrder(id, options)),
    getEmail: (id, caseNumber, options) => guard(api.getEmail(id, caseNumber, options)),
    searchOrders: (search, options) => guard(api.searchOrders(search, options)),
    listNegotiations: (id, options) => guard(api.listNegotiations(id, options)),
    answerNegotiation: (id, answer, options) => guard(api.answerNegotiation(id, answer, options)),
    addNote: (id, note, options) => guard(api.addNote(id, note, options)),
    cancelTicket: (id, reason, options) => guard(api.cancelTicket(id, reason, options)),
    createTicket: (request, options) => guard(api.createTicket(request, options)),
  };
}
