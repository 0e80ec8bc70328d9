import {createHash, randomUUID} from 'node:crypto';
import type {Sandbox} from '../start-sandbox.ts';

/** A seat at a team's desk, as far as somebody needs it who only plays. */
export type Seat = {
  readonly beat: (beat: {
    readonly drafts: readonly {readonly ticketId: string; readonly kind: 'note'; readonly typedAt: number}[];
    readonly lookedAt: readonly string[];
    readonly isWatched: boolean;
    readonly asks: boolean;
  }) => Promise<unknown>;
  readonly put: (ops: readonly Done[]) => Promise<void>;
};

/** Something that one of them has done, in the words of the desk. */
type Done = {readonly id: string; readonly op: never; readonly at: number; readonly ageMs: number};

const MINUTE = 60_000;
const [FIRST, SECOND, THIRD] = ['11150929', '11150871', '11150640'] as const;
const NOTE = 'We have the serial number now: FOC2231N0PX. Please go on with the swap.';

/**
 * Two more engineers for the demo: each takes a ticket; one keeps a private note, the other begins to write a note, sends it
 * after a while, and begins again. Returns what sends them home.
 */
export function playTeammates(
  [first, second]: readonly [Seat, Seat],
  sandbox: Pick<Sandbox, 'put' | 'ticket'>,
  now: () => number,
): () => void {
  const timers = new Set<NodeJS.Timeout>();
  const later = (seconds: number, act: () => Promise<unknown>) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      // The console that they play for may have gone.
      act().catch(() => undefined);
    }, seconds * 1000);
    timers.add(timer);
  };
  const done = (op: object, ageMs: number): Done => ({
    id: randomUUID(),
    op: op as never,
    at: now() - ageMs,
    ageMs,
  });
  const writes = async (isWriting: boolean) =>
    await second.beat({
      drafts: isWriting ? [{ticketId: SECOND, kind: 'note', typedAt: now()}] : [],
      lookedAt: [SECOND],
      isWatched: true,
      asks: false,
    });
  later(1, async () => {
    await first.put([
      done({kind: 'claim', ticketId: FIRST}, 42 * MINUTE),
      done(
        {
          kind: 'remark',
          ticketId: FIRST,
          remark: randomUUID(),
          text: 'Spoke to the site: they look at it after 6.',
        },
        40 * MINUTE,
      ),
    ]);
    await second.put([done({kind: 'claim', ticketId: THIRD}, 7 * MINUTE)]);
  });
  const round = () => {
    for (const seconds of [3, 15, 27]) later(seconds, async () => await writes(true));
    later(38, async () => {
      await writes(false);
      await send(second, sandbox, done);
    });
    later(90, async () => {
      await Promise.resolve();
      round();
    });
  };
  round();
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}

/** The note goes to the service, and the desk hears that it went. */
async function send(
  seat: Seat,
  sandbox: Pick<Sandbox, 'put' | 'ticket'>,
  done: (op: object, ageMs: number) => Done,
): Promise<void> {
  const ticket = sandbox.ticket(SECOND);
  const [like] = ticket?.notes ?? [];
  if (ticket === undefined || like === undefined) return;
  const remoteId = `team-${ticket.notes.length}`;
  const note = {...like, id: remoteId, text: NOTE, createdDateTime: new Date().toISOString()};
  sandbox.put({...ticket, notes: [...ticket.notes, note]});
  const sha256 = createHash('sha256').update(NOTE, 'utf8').digest('hex');
  const sent = {kind: 'sent', ticketId: SECOND, operation: 'addCaseNote', sha256, length: NOTE.length};
  await seat.put([done({...sent, result: 'sent', remoteId}, 0)]);
}
