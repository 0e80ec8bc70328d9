import {AppError} from '../../errors.ts';
import {listenToKeys} from '../../terminal/keyboard.ts';
import type {Io} from './io.ts';

const PASTES_ON = '\u001B[?2004h';
const PASTES_OFF = '\u001B[?2004l';

/**
 * Asks for something that nobody must see. What is pasted may end in a line break without that being
 * Enter; what follows Enter in one go is dropped, so that it does not answer the next question. Resolves to
 * undefined for an empty answer or the end of input. Throws an AppError `usage` with `flag` where nobody is
 * there to answer, `cancelled` for ctrl-c.
 */
export async function askSecret(io: Io, question: string, flag: string): Promise<string | undefined> {
  if (!io.canAsk()) {
    throw new AppError('usage', 'This needs an answer, and there is nobody to ask.', {
      hint: `Give ${flag} to go on without.`,
    });
  }
  const {stdin} = io;
  const isTerminal = typeof stdin.setRawMode === 'function';
  // A killed process leaves the terminal as it was: Node restores the mode, this the pastes.
  const restore = () => {
    if (isTerminal) io.err(PASTES_OFF);
  };
  if (isTerminal) {
    // Before anything invites an answer: what comes earlier would be echoed.
    stdin.setRawMode(true);
    io.err(PASTES_ON);
    process.once('exit', restore);
  }
  io.err(question);
  try {
    const text = await readHidden(stdin);
    return text === '' ? undefined : text;
  } finally {
    if (isTerminal) {
      stdin.setRawMode(false);
      process.off('exit', restore);
    }
    stdin.pause();
    restore();
    io.err('\n');
  }
}

/** The text up to Enter, with backspace and ctrl-u. */
function readHidden(stdin: NodeJS.ReadStream): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    let isDone = false;
    const end = (finish: () => void) => {
      if (isDone) return;
      isDone = true;
      stopListening();
      stdin.off('end', onEnd);
      finish();
    };
    const edit: Readonly<Record<string, () => void>> = {
      enter: () => end(() => resolve(text)),
      'ctrl-c': () => end(() => reject(new AppError('cancelled', 'Interrupted.'))),
      'ctrl-d': () => end(() => resolve(text)),
      'ctrl-u': () => {
        text = '';
      },
      backspace: () => {
        text = [...text].slice(0, -1).join('');
      },
    };
    const onEnd = () => end(() => resolve(text));
    const stopListening = listenToKeys(stdin, (event) => {
      if (isDone) return;
      if (event.type === 'paste') text += event.text.trim();
      else if (event.type === 'key') (edit[event.key] ?? (() => (text += event.text)))();
    });
    stdin.once('end', onEnd);
  });
}
