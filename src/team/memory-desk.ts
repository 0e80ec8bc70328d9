import type {Clock} from '../domain/clock.ts';
import {DESK_VERSION} from './desk-schema.ts';
import {bodyOf, OP_VERSION, type Beat, type Desk, type DeskRow, type DeskSeat} from './desk.ts';

type Member = {readonly seat: DeskSeat; readonly beat: Beat; readonly seenAt: number; readonly seq: number};
type Answer = {
  readonly row: DeskRow;
  readonly seq: number;
  readonly changed: number;
};

const HELD_MS = 15_000;

/** A desk in this process, for the demo: as the one in PostgreSQL, but for whoever is not here. */
export class MemoryDesk {
  readonly #clock: Clock;
  readonly #ops = new Map<string, DeskRow>();
  readonly #answers = new Map<string, Answer>();
  readonly #mails = new Map<string, string>();
  readonly #members = new Map<string, Member>();
  #seq = 0;
  #holder: {readonly member: string; readonly until: number} | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes a seat. */
  open(seat: DeskSeat): Desk {
    return {
      id: 'memory',
      version: DESK_VERSION,
      tells: () => true,
      beat: (beat) => Promise.resolve(this.#beat(seat, beat)),
      peek: () => Promise.resolve({now: this.#clock.now(), seq: this.#seq}),
      put: (ops) => {
        const at = this.#clock.now();
        for (const {id, op, ageMs} of ops) {
          if (this.#ops.has(id)) continue;
          const row = {what: op.kind, id, at, made: at - ageMs, who: seat.who, ticket: op.ticketId};
          this.#ops.set(id, {...row, seq: ++this.#seq, version: OP_VERSION, body: bodyOf(op)});
        }
        return this.#done();
      },
      share: (answers) => {
        for (const {kind, ticketId, raw, ageMs} of answers) {
          const name = `${kind} ${ticketId}`;
          const before = this.#answers.get(name);
          const made = this.#clock.now() - ageMs;
          const seq = ++this.#seq;
          const row = {what: `answer:${kind}`, made, who: seat.who, ticket: ticketId, version: 1, body: raw};
          this.#answers.set(name, {row, seq, changed: before?.row['body'] === raw ? before.changed : seq});
        }
        return this.#done();
      },
      shareMails: (mails) => {
        for (const {id, raw} of mails) this.#mails.set(id, raw);
        return Promise.resolve();
      },
      mails: (ids) => Promise.resolve(new Map([...this.#mails].filter(([id]) => ids.includes(id)))),
      lists: () =>
        Promise.resolve(
          new Map(
            [...this.#answers].flatMap(([name, {row}]) =>
              name.endsWith('List ') || name === 'list '
                ? [[name.trim(), this.#clock.now() - Number(row['made'])] as const]
                : [],
            ),
          ),
        ),
      pull: (after) => Promise.resolve(this.#pull(after)),
      retain: () => Promise.resolve(),
      leave: () => {
        this.#members.delete(seat.member);
        if (this.#holder?.member === seat.member) this.#holder = undefined;
        return this.#done();
      },
      close: () => Promise.resolve(),
    };
  }

  #beat(seat: DeskSeat, beat: Beat): Awaited<ReturnType<Desk['beat']>> {
    const now = this.#clock.now();
    const before = this.#members.get(seat.member);
    const isNew = JSON.stringify(before?.beat.drafts) !== JSON.stringify(beat.drafts);
    const seq = before === undefined || isNew ? ++this.#seq : before.seq;
    this.#members.set(seat.member, {seat, beat, seenAt: now, seq});
    const holder = this.#pass(seat.member, beat.asks, now);
    const others = [...this.#members.values()].filter((member) => member.seat.member !== seat.member);
    if (isNew) this.#tell();
    return {
      now,
      seq: this.#seq,
      isAsking: holder === seat.member,
      isAsked: holder !== undefined,
      wanted: [...new Set(others.flatMap((member) => member.beat.lookedAt))],
      isWatched: others.some((member) => member.beat.isWatched),
      isRetained: true,
      isCrowded: false,
    };
  }

  /** Who asks the service from now on. */
  #pass(member: string, asks: boolean, now: number): string | undefined {
    if (this.#holder !== undefined && this.#holder.until < now) this.#holder = undefined;
    if (!asks && this.#holder?.member === member) this.#holder = undefined;
    if (asks && (this.#holder?.member ?? member) === member) this.#holder = {member, until: now + HELD_MS};
    return this.#holder?.member;
  }

  #pull(after: number): readonly DeskRow[] {
    const answers = [...this.#answers.values()]
      .filter(({seq}) => seq > after)
      .map(({row, seq, changed}) => (changed > after ? {...row, seq: changed} : {...row, seq, body: null}));
    const members = [...this.#members.values()]
      .filter(({seq}) => seq > after)
      .map(({seat, beat, seenAt, seq}) => {
        const body = JSON.stringify(beat.drafts);
        return {
          seq,
          what: 'member',
          id: seat.member,
          made: seenAt,
          who: seat.who,
          ticket: '',
          version: 1,
          body,
        };
      });
    const ops = [...this.#ops.values()].filter((row) => Number(row['seq']) > after);
    return [...ops, ...answers, ...members].toSorted(
      (one, other) => Number(one['seq']) - Number(other['seq']),
    );
  }

  #done(): Promise<void> {
    this.#tell();
    return Promise.resolve();
  }

  #tell(): void {
    for (const {seat} of this.#members.values()) seat.onNews('rows');
  }
}
