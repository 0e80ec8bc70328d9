import {isOurNote, type Ticket} from '../ticket.ts';
import {parseIso} from '../../text/time/dates.ts';
import type {Millis, Turn} from '../records.ts';

/**
 * Since when it has been this side's turn: ours since they asked, theirs since we last wrote. Undefined if nobody has
 * to act or no time is known.
 */
export function turnSince(ticket: Ticket, turn: Turn): Millis | undefined {
  if (turn === 'nobody') return undefined;
  const since = turn === 'us' ? askedAt(ticket) : answeredAt(ticket);
  return since ?? millis(turn === 'us' ? ticket.updatedDateTime : ticket.createdDateTime);
}

function askedAt(ticket: Ticket): Millis | undefined {
  const history = inOrder(ticket);
  const last = history.at(-1);
  if (last?.status === 'ACTION_REQUIRED') return last.at;
  return latest(notesBy(ticket, 'them'));
}

/** Our last note, or the moment at which an answer of ours was taken: the status left ACTION_REQUIRED. */
function answeredAt(ticket: Ticket): Millis | undefined {
  const history = inOrder(ticket);
  const left = history.flatMap((change, index) =>
    change.status !== 'ACTION_REQUIRED' && history[index - 1]?.status === 'ACTION_REQUIRED'
      ? [change.at]
      : [],
  );
  return latest([...notesBy(ticket, 'us'), ...left]);
}

function inOrder({statusHistory = []}: Ticket): readonly {readonly status: string; readonly at: Millis}[] {
  return statusHistory
    .flatMap(({status, createdDateTime}) => {
      const at = millis(createdDateTime);
      return at === undefined ? [] : [{status, at}];
    })
    .toSorted((a, b) => a.at - b.at);
}

function notesBy({notes = []}: Ticket, side: 'us' | 'them'): readonly Millis[] {
  const own = notes.filter((note) => isOurNote(note) === (side === 'us'));
  return own.flatMap((note) => millis(note.createdDateTime) ?? []);
}

function latest(times: readonly Millis[]): Millis | undefined {
  return times.length === 0 ? undefined : Math.max(...times);
}

function millis(iso: string | undefined): Millis | undefined {
  return iso === undefined ? undefined : parseIso(iso);
}
