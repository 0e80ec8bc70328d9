import {stripVTControlCharacters} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Opened} from '../../src/console/session/open-services.ts';
import {keyOf, type CommandId} from '../../src/keys/keymap.ts';
import {topScreen} from '../../src/state/navigation.ts';
import {often} from '../support/long.ts';
import {openStage, type Stage} from '../support/stage.ts';
import {HandModel, seenIn} from './hand-model.ts';
import {chanceOf, createWorld, openHome, type Chance, type HandWorld} from './hand-world.ts';

/** Runs of one seed each, and how many keys and events each has; in the full count 50,000 in all. */
const [RUNS, STEPS] = [often(1, 4, 125), often(120, 200, 400)];

let home: {readonly services: Opened; readonly close: () => void};
beforeAll(async () => {
  home = await openHome();
});
afterAll(() => home.close());

const THEME = {ascii: false, depth: '16'} as const;

const MOVES = [
  'move.down',
  'move.down',
  'move.up',
  'move.first',
  'move.halfDown',
  'mark.toggle',
  'unread.next',
] as const satisfies readonly CommandId[];
const VIEWS = ['view.1', 'view.2', 'view.3', 'view.7'] as const satisfies readonly CommandId[];
const STAYING = [
  'group.next',
  'mark.range',
  'ticket.seen',
  'preview',
] as const satisfies readonly CommandId[];

class Hand {
  readonly model = new HandModel();
  readonly log: string[] = [];
  /** Keys and events so far. */
  steps = 0;
  /** What the footer has called the key of a note so far. */
  readonly named = new Set<string>();
  /** All that has stood on screen. */
  #seen = '';
  #unseen = new Map<string, ReadonlySet<string>>();
  readonly #stage: Stage;
  readonly #world: HandWorld;
  readonly #chance: Chance;

  constructor(stage: Stage, world: HandWorld, chance: Chance) {
    this.#stage = stage;
    this.#world = world;
    this.#chance = chance;
    this.#remember();
    this.model.selected = stage.ui.list.get().selectedId;
  }

  async step(): Promise<void> {
    const {below, pick} = this.#chance;
    const kind = below(20);
    if (kind < 8) await this.#event();
    else if (kind < 13) await this.#key(pick(MOVES));
    else if (kind < 14) await this.#key(pick(VIEWS));
    else if (kind < 15) await this.#key(pick(STAYING));
    else if (kind < 16) await this.#filter();
    else if (kind < 17) await this.#resize();
    else if (kind < 18) await this.#read();
    else await this.#write();
  }

  async #event(): Promise<void> {
    // A second passes now and then: only then rows that were held back find their places.
    const isSecond = this.#chance.below(3) === 0;
    this.log.push(this.#world.happen() + (isSecond ? ', and a second passes' : ''));
    if (isSecond) this.#stage.ui.list.follow();
    await this.#look();
  }

  async #key(id: CommandId): Promise<void> {
    const before = seenIn(await this.#stage.rows(), this.#world.ids());
    const wanted = this.model.press(id, before);
    this.log.push(`${id}: ${wanted ?? 'to what it shows'}`);
    await this.#stage.run(id);
    const now = this.#stage.ui.list.get();
    const isEnd = id !== 'mark.toggle' && wanted === undefined && now.selectedId !== undefined;
    // At an end of the list, or beyond the screen, the frame says where it went.
    this.model.selected = wanted ?? (isEnd || now.ids.length > 0 ? now.selectedId : undefined);
    await this.#look(id === 'ticket.seen');
  }

  /** Opens the filter, types what leaves the ticket or takes it out, and goes away again. */
  async #filter(): Promise<void> {
    const words = this.#chance.pick(['', '1-2049', 'status:action']);
    this.log.push(`filter "${words}", and away`);
    await this.#stage.run('filter.open');
    if (words !== '') await this.#stage.type(words);
    await this.#look();
    this.log.push(this.#world.happen());
    await this.#stage.run('filter.cancel');
    await this.#look();
  }

  async #resize(): Promise<void> {
    const [cols, rows] = this.#chance.pick([
      [80, 24],
      [120, 36],
      [80, 12],
      [200, 50],
    ] as const);
    this.log.push(`${cols}x${rows}`);
    await this.#stage.resize(cols, rows);
    await this.#look();
  }

  /** Opens the ticket, reads on, and comes back. */
  async #read(): Promise<void> {
    if (this.model.selected === undefined) return;
    this.log.push('open, and back');
    await this.#stage.run('open');
    await this.#look();
    await this.#stage.run(
      this.#chance.pick(['move.pageDown', 'ticket.emails', 'ticket.emails', 'tab.next'] as const),
    );
    await this.#look();
    await this.#stage.run('open');
    await this.#look();
    this.log.push(this.#world.happen());
    await this.#look();
    for (let back = 0; back < 4; back += 1) await this.#stage.run('back');
    this.model.leave();
    await this.#look();
  }

  /** A note to the selected ticket, with something happening at each moment. */
  async #write(): Promise<void> {
    const to = this.model.selected;
    if (to === undefined) return;
    const text = `mine-${this.#world.written.length}.`;
    this.log.push(`a note to ${to}`);
    if (this.#chance.below(2) === 0) this.log.push(this.#world.happen());
    await this.#stage.run('ticket.note');
    if (this.#stage.ui.nav.get().modal?.kind !== 'compose') return this.#stage.rest();
    await this.#stage.type(text);
    this.log.push(this.#world.happen());
    // Once more where something speaks against it.
    await this.#stage.run('write.send', 'write.send');
    if (this.#stage.ui.nav.get().modal !== undefined) await this.#stage.run('write.close');
    for (const {ticketId} of this.#world.written.filter((one) => one.text === text))
      this.#is(ticketId, to, 'the note went to');
    await this.#look();
  }

  async #look(isSaidSeen = false): Promise<void> {
    const {ui} = this.#stage;
    const painted = await this.#stage.rows();
    const rows = painted.map((row) => stripVTControlCharacters(row));
    this.steps += 1;
    this.#seen += rows.join('\n');
    this.#is(ui.list.get().selectedId, this.model.selected, 'selected');
    const nav = ui.nav.get();
    if (topScreen(nav).kind === 'list' && (nav.modal === undefined || nav.modal.kind === 'filter')) {
      const seen = seenIn(painted, this.#world.ids());
      this.#is(seen.ids[seen.pointed], this.model.selected, 'pointed at');
      this.#is(new Set(seen.ids).size, seen.ids.length, 'tickets on screen');
      this.#nameNote(rows.at(-1) ?? '');
    }
    const notes = rows.join('\n').match(/(?:mine|end-[nm]?)-?\d+\./g) ?? [];
    const once = nav.modal?.kind === 'compose' ? [] : notes.filter((one) => one.startsWith('mine'));
    this.#is(new Set(once).size, once.length, 'notes on screen');
    if (!isSaidSeen) this.#readOnlyWhatStood();
    this.#remember();
  }

  /** The footer calls the key by what it does to the ticket under the cursor, unless something else stands there. */
  #nameNote(footer: string): void {
    const called = new RegExp(`^.*\\b${keyOf('ticket.note')} (note|answer) `).exec(footer)?.[1];
    if (called === undefined) return;
    this.named.add(called);
    this.#is(called, this.#stage.keys.stateOf('ticket.note')?.footer ?? 'note', 'the footer says');
  }

  #readOnlyWhatStood(): void {
    for (const [id, before] of this.#unseen) {
      const now = this.#world.services.store.ticket(id)?.unseen ?? new Set();
      for (const key of before) {
        const end = this.#world.endOf(key);
        if (now.has(key) || end === undefined || this.#seen.includes(end)) continue;
        throw new Error(
          `${key} of ${id} counts as read, but its end never stood on screen\n${this.#story()}`,
        );
      }
    }
  }

  #remember(): void {
    const {store} = this.#world.services;
    const rows = store.page({filter: {unread: true}, sort: 'id'}, 0, 1000);
    this.#unseen = new Map(rows.map(({id}) => [id, store.ticket(id)?.unseen ?? new Set<string>()]));
  }

  #is(found: unknown, wanted: unknown, what: string): void {
    if (found !== wanted)
      throw new Error(`${what}: ${String(found)}, not ${String(wanted)}\n${this.#story()}`);
  }

  #story(): string {
    return this.log.slice(-12).join('\n');
  }
}

test.for(Array.from({length: RUNS}, (_, index) => index + 1))(
  'whatever the service does, keys alone move the cursor, and what is done is done to the ticket under it (seed %i)',
  {timeout: 600_000},
  async (seed) => {
    const chance = chanceOf(seed);
    const world = createWorld(home.services, chance);
    const stage = await openStage({services: world.services, cols: 80, rows: 24, theme: THEME});
    try {
      const hand = new Hand(stage, world, chance);
      while (hand.steps < STEPS) await hand.step();
      // Whether both come up depends on the run; the first two have both.
      if (seed <= 2) expect([...hand.named].toSorted()).toEqual(['answer', 'note']);
    } finally {
      await stage.close();
    }
  },
);

test('the keys of this test are those of the table', () => {
  expect([...MOVES, ...VIEWS, ...STAYING].every((id) => keyOf(id) !== '')).toBe(true);
});
