import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {OutboxItem} from '../../../src/domain/records.ts';
import {isLookedFor} from '../../../src/domain/outbox-before.ts';
import {killable} from '../killable.ts';
import {broken, limited, networkDown, notFound, renewed, unanswered} from '../failures.ts';
import {createWorld, startOutbox, type Fault, type World} from '../support.ts';
import {often} from '../../support/long.ts';

const TICKETS = ['1-204976070710', '11150929'] as const;
const TEXTS = ['ping', 'Please reseat\nthe optics & tell us.', ' ping '] as const;

/** What becomes of the next write: its answer, its effect, or the process that sends it. */
const MISHAPS = [
  'fine',
  'lost',
  'unanswered',
  'late',
  '500',
  '500 but kept',
  'unsent',
  'limited',
  'limited but kept',
  'renewed',
  'renewed but kept',
  'refused',
  'refused but kept',
  'killed',
  'killed but kept',
] as const;
type Mishap = (typeof MISHAPS)[number];

type Step =
  | {readonly do: 'send'; readonly by: 0 | 1; readonly ticket: 0 | 1; readonly text: 0 | 1 | 2}
  | {readonly do: 'mishap'; readonly what: Mishap}
  | {readonly do: 'network'; readonly isDown: boolean}
  | {readonly do: 'kill'; readonly who: 0 | 1}
  | {readonly do: 'retry'}
  /** The user takes an item back and sends its text again, edited where nothing of it was ever sent. */
  | {readonly do: 'edit'; readonly changes: boolean}
  | {readonly do: 'wait'; readonly ms: number};

const bit = fc.constantFrom<0 | 1>(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      by: bit,
      ticket: bit,
      text: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
    }),
  },
  {weight: 5, arbitrary: fc.record({do: fc.constant('mishap' as const), what: fc.constantFrom(...MISHAPS)})},
  {weight: 1, arbitrary: fc.record({do: fc.constant('network' as const), isDown: fc.boolean()})},
  {weight: 1, arbitrary: fc.record({do: fc.constant('kill' as const), who: bit})},
  {weight: 2, arbitrary: fc.record({do: fc.constant('retry' as const)})},
  {weight: 3, arbitrary: fc.record({do: fc.constant('edit' as const), changes: fc.boolean()})},
  {
    weight: 4,
    arbitrary: fc.record({do: fc.constant('wait' as const), ms: fc.constantFrom(20, 150, 700, 3000, 30_000)}),
  },
);

/** Two casedecks on one database, and a service that does its worst. */
class Drama {
  readonly world: World = createWorld();
  readonly #mishaps: Mishap[] = [];
  readonly #dead = new Set<string>();
  readonly #players: {
    process: ReturnType<typeof killable>;
    owner: string;
    outbox: ReturnType<typeof startOutbox>['outbox'];
  }[] = [];
  #isDown = false;
  #lives = 0;

  constructor(noteIds: boolean, trims: boolean) {
    const {service} = this.world;
    service.noteIds = noteIds;
    if (trims) service.normalise = (text) => text.trim().replaceAll('&', '&amp;').replaceAll('\n', '\r\n');
    for (const id of TICKETS) {
      service.add(id);
      // Somebody wrote the same in the portal.
      service.addNote(id, 'ping');
    }
    service.fault = (operation, id) => this.#fault(operation, id);
    this.#players.push(this.#born(), this.#born());
  }

  async play(step: Step): Promise<void> {
    switch (step.do) {
      case 'send':
        this.#players[step.by]?.outbox.send({
          kind: 'note',
          ticketId: TICKETS[step.ticket],
          text: TEXTS[step.text],
        });
        break;
      case 'mishap':
        this.#mishaps.push(step.what);
        break;
      case 'network':
        this.#isDown = step.isDown;
        break;
      case 'kill':
        this.#kill(step.who);
        break;
      case 'retry':
        this.#retryAll();
        break;
      case 'edit':
        this.#edit(step.changes);
        break;
      case 'wait':
        await this.world.time.advance(step.ms);
    }
  }

  /** All is well again: whatever was accepted must arrive, the user retrying what he is asked about. */
  async end(): Promise<void> {
    this.#isDown = false;
    this.#mishaps.length = 0;
    for (
      let round = 0;
      round < 8 && this.world.store.outbox(['queued', 'sending', 'unknown', 'failed']).length > 0;
      round += 1
    ) {
      await this.world.time.advance(120_000);
      this.#retryAll();
    }
    for (const {outbox} of this.#players) await outbox.stop(0);
  }

  #born() {
    const owner = `life-${this.#lives++}`;
    const process = killable(this.world);
    const {outbox} = startOutbox(process.world, {owner, isOwnerGone: (other) => this.#dead.has(other)});
    return {process, owner, outbox};
  }

  #kill(who: number): void {
    const player = this.#players[who];
    if (player === undefined) return;
    player.process.kill();
    this.#dead.add(player.owner);
    this.#players[who] = this.#born();
  }

  #retryAll(): void {
    for (const item of this.world.store.outbox(['failed', 'unknown'])) {
      if (item.state === 'failed' || isLookedFor(item)) this.#players[0]?.outbox.retry(item.id);
    }
  }

  #edit(changes: boolean): void {
    const {store} = this.world;
    const isOurs = (item: OutboxItem) =>
      item.state === 'queued' || item.state === 'failed' || isLookedFor(item);
    const item = store.outbox().find(isOurs);
    if (item === undefined) return;
    const {outbox} = this.#players[0] ?? this.#born();
    outbox.withdraw(item.id);
    const text = changes && item.before === undefined ? `${item.text} (edited)` : item.text;
    outbox.send({kind: 'note', ticketId: item.ticketId, text});
  }

  #fault(operation: string, id: string): Fault {
    if (this.#isDown) return {error: networkDown()};
    if (operation !== 'addNote') return undefined;
    const mishap = this.#mishaps.shift() ?? 'fine';
    if (mishap.endsWith('but kept') && !mishap.startsWith('killed'))
      this.world.service.addNote(id, this.#sending(id));
    if (mishap.startsWith('killed')) this.#killSender(id);
    return FAULTS[mishap];
  }

  #sending(id: string): string {
    return this.world.store.outboxOf(id).find(({state}) => state === 'sending')?.text ?? '';
  }

  #killSender(id: string): void {
    const before = this.world.store.outboxOf(id).find(({state}) => state === 'sending')?.before ?? '{}';
    const {owner} = JSON.parse(before) as {owner?: string};
    const who = this.#players.findIndex((player) => player.owner === owner);
    if (who >= 0) this.#kill(who);
  }
}

const FAULTS: Readonly<Record<Mishap, Fault>> = {
  fine: undefined,
  lost: {lost: true},
  unanswered: {error: unanswered()},
  late: {late: 3000},
  '500': {error: broken()},
  '500 but kept': {error: broken()},
  unsent: {error: networkDown()},
  limited: {error: limited(5000)},
  'limited but kept': {error: limited()},
  renewed: {error: renewed()},
  'renewed but kept': {error: renewed()},
  refused: {error: notFound()},
  'refused but kept': {error: notFound()},
  killed: {error: unanswered()},
  'killed but kept': undefined,
};

test('property: whatever happens, each note arrives exactly once', {timeout: 120_000}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, {minLength: 4, maxLength: 40}),
      fc.boolean(),
      fc.boolean(),
      async (steps, noteIds, trims) => {
        const drama = new Drama(noteIds, trims);
        for (const next of steps) await drama.play(next);
        await drama.end();
        const {store, service} = drama.world;
        const wanted = [
          ...TICKETS.map((id) => `${id} ping`),
          ...store
            .outbox()
            .filter(({state}) => state !== 'withdrawn')
            .map(({ticketId, text}) => `${ticketId} ${service.normalise(text)}`),
        ];
        const present = TICKETS.flatMap((id) => service.notesOf(id).map((text) => `${id} ${text}`));
        expect(store.outbox().filter(({state}) => state !== 'sent' && state !== 'withdrawn')).toEqual([]);
        // Texts that differ in blanks alone may stand for each other.
        expect(present.map(plain).toSorted()).toEqual(wanted.map(plain).toSorted());
        store.close();
      },
    ),
    {numRuns: often(60, 300)},
  );
});

function plain(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]/g, '');
}
