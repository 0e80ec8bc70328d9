import {AppError} from '../errors.ts';
import type {Io} from '../console/session/io.ts';

/**
 * Asks on standard error and gives the answer without blanks around it; the end of the input is an empty
 * answer. Throws an AppError `usage` with `flag` where nobody is there to answer.
 */
export async function ask(
  io: Io,
  question: string,
  flag: string,
  interrupted?: AbortSignal,
): Promise<string> {
  if (!io.canAsk()) {
    throw new AppError('usage', 'This needs an answer, and there is nobody to ask.', {
      hint: `Give ${flag} to go on without.`,
    });
  }
  const {createInterface} = await import('node:readline');
  // The terminal's own line editing: it leaves ctrl-c a signal.
  const lines = createInterface({input: io.stdin, terminal: false});
  io.err(question);
  // What comes next shall not stand behind the question.
  const endLine = () => io.err('\n');
  interrupted?.addEventListener('abort', endLine, {once: true});
  lines.once('close', endLine);
  try {
    return await new Promise<string>((resolve) => {
      lines.once('line', (line) => resolve(line.trim()));
      lines.once('close', () => resolve(''));
    });
  } finally {
    interrupted?.removeEventListener('abort', endLine);
    lines.off('close', endLine);
    lines.close();
  }
}

/** A question that only a typed-out "yes" answers; Enter never means yes. */
export async function askYes(
  io: Io,
  question: string,
  flag: string,
  interrupted?: AbortSignal,
): Promise<boolean> {
  return (await ask(io, `${question} Type yes: `, flag, interrupted)).toLowerCase() === 'yes';
}
