import {expect, test} from 'vitest';
import {toSafeText} from '../../../src/text/safe/to-safe-text.ts';
import {createWorld, startOutbox} from '../support.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ORDER = '1-204976070710';

/** A world whose service keeps the right time, whatever this machine's clock is set to. */
function worldWithOwnClock() {
  const world = createWorld();
  const {service, time} = world;
  const start = time.clock.now();
  service.add(ORDER);
  const isoNow = () => toSafeText(new Date(start + time.elapsed).toISOString());
  const add = service.addNote.bind(service);
  service.addNote = (id, text, type) => {
    const noteId = add(id, text, type);
    const notes = service.tickets.get(id)?.notes ?? [];
    const last = notes.at(-1);
    if (last !== undefined)
      service.change(id, {notes: [...notes.slice(0, -1), {...last, createdDateTime: isoNow()}]});
    return noteId;
  };
  return world;
}

const SHIFTS = [400 * DAY, -400 * DAY, 3 * DAY, -3 * DAY, 20 * MINUTE, -20 * MINUTE];

test.each(SHIFTS)(
  'the clock is %i ms wrong, and an answer is lost: the note is found, and not sent again',
  async (shift) => {
    const world = worldWithOwnClock();
    world.time.shiftClock(shift);
    world.service.fault = (operation) => (operation === 'addNote' ? {lost: true} : undefined);
    const {outbox} = startOutbox(world);
    outbox.send({kind: 'note', ticketId: ORDER, text: 'a note'});
    await world.time.advance(10 * MINUTE);
    expect(world.store.outbox()).toMatchObject([{state: 'sent', attempts: 1}]);
    expect(world.service.notesOf(ORDER)).toEqual(['a note']);
    void outbox.stop(0);
  },
);

test.each(SHIFTS)(
  'the clock jumps by %i ms while notes wait, are sent and are looked for: each arrives once',
  async (shift) => {
    const world = worldWithOwnClock();
    let calls = 0;
    world.service.fault = (operation) =>
      operation === 'addNote' && (calls += 1) === 2 ? {lost: true} : undefined;
    const {outbox} = startOutbox(world);
    world.store.saveDraft({ticketId: ORDER, kind: 'reply', text: 'kept', updatedAt: 1});
    for (const text of ['one', 'two', 'three']) outbox.send({kind: 'note', ticketId: ORDER, text});
    await world.time.until(() => calls === 2);
    world.time.shiftClock(shift);
    await world.time.advance(10 * MINUTE);
    expect(world.store.outbox().map(({state}) => state)).toEqual(['sent', 'sent', 'sent']);
    expect(world.service.notesOf(ORDER)).toEqual(['one', 'two', 'three']);
    expect(world.store.draft(ORDER, 'reply')?.text).toBe('kept');
    void outbox.stop(0);
  },
);

test.each(SHIFTS)(
  'the clock is %i ms wrong, and the answer to a new ticket is lost: it is found',
  async (shift) => {
    const world = worldWithOwnClock();
    const start = world.time.clock.now();
    const createdDateTime = toSafeText(new Date(start - MINUTE).toISOString());
    world.service.add('1-1', {createdDateTime});
    const create = world.service.create.bind(world.service);
    world.service.create = (request) => {
      const ticket = create(request);
      const own = {
        ...ticket,
        createdDateTime: toSafeText(new Date(start + world.time.elapsed).toISOString()),
      };
      world.service.tickets.set(ticket.id, own);
      return own;
    };
    world.time.shiftClock(shift);
    world.service.fault = (operation) => (operation === 'createTicket' ? {lost: true} : undefined);
    const {outbox} = startOutbox(world);
    outbox.send({kind: 'create', ticketId: '', text: 'Power is out', extra: '{"code":"0002-0000"}'});
    await world.time.advance(10 * MINUTE);
    expect(world.store.outbox()).toMatchObject([{state: 'sent', attempts: 1}]);
    void outbox.stop(0);
  },
);
