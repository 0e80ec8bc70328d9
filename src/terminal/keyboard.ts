import type {KeyEvent} from '../keys/key-event.ts';
import {createKeyParser} from './key-parser.ts';

/** What is heard of standard input. */
export type KeyInput = Pick<NodeJS.ReadStream, 'on' | 'off' | 'resume' | 'pause'>;

/** Tells of every key that the terminal sends, until the result is called. */
export function listenToKeys(stdin: KeyInput, onEvent: (event: KeyEvent) => void): () => void {
  const parser = createKeyParser(onEvent);
  let timer: NodeJS.Timeout | undefined;
  let reads = 0;
  const giveUpUnlessRead = () => {
    // Bytes that arrived while this process was not running are read before the pause is measured.
    const before = reads;
    setImmediate(() => {
      if (before === reads) parser.giveUp();
    });
  };
  const onData = (chunk: Uint8Array | string) => {
    reads += 1;
    clearTimeout(timer);
    parser.feed(chunk);
    if (parser.waitMs !== undefined) timer = setTimeout(giveUpUnlessRead, parser.waitMs);
  };
  stdin.on('data', onData);
  stdin.resume();
  return () => {
    reads += 1;
    clearTimeout(timer);
    stdin.off('data', onData);
    stdin.pause();
    // A paste that has begun is text that somebody has copied.
    if (parser.isPasting) parser.giveUp();
  };
}

export type KeyTaker = {
  readonly onEvent: (event: KeyEvent) => void;
  /** Whether a text is being written: Alt with a sign does nothing there, and is Esc and a key elsewhere. */
  readonly isWriting: () => boolean;
};

/** Characters. */
const LONG_PASTE = 100_000;

/**
 * Gives each key its own turn of the event loop: the screen has then drawn the result of the key before, so that `j`
 * and Enter in one read open the second row, in any component.
 */
export function oneKeyPerTurn({onEvent, isWriting}: KeyTaker): (event: KeyEvent) => void {
  let events: KeyEvent[] = [];
  let next = 0;
  const drain = () => {
    const event = events[next];
    if (event === undefined) {
      events = [];
      next = 0;
      return;
    }
    setImmediate(drain);
    if (event.type === 'key' && event.apart !== undefined && !isWriting()) {
      events.splice(next, 1, ...event.apart);
      return;
    }
    next += 1;
    onEvent(event);
  };
  return (event) => {
    // The time that a long paste took to read is over before it is inserted: other due work runs in between.
    const isLong = event.type === 'paste' && event.text.length > LONG_PASTE;
    if (events.length === 0) (isLong ? setTimeout : setImmediate)(drain, 0);
    events.push(event);
  };
}
