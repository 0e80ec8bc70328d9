import {secretInLine, type SecretFinding} from '../text/safe/find-secrets.ts';

export type SecretScan = {
  feed: (bytes: Uint8Array) => void;
  /** What was found: the first few lines, and how many there are. */
  end: () => {readonly findings: readonly SecretFinding[]; readonly count: number};
};

const MOST_SHOWN = 5;
/** A text without line breaks is looked through in pieces of this many characters. */
const LONGEST_PIECE = 20_000;

/** Looks through a file for secrets, piece by piece as it is read. What is no text is not looked into. */
export function createSecretScan(): SecretScan {
  const findings: SecretFinding[] = [];
  let count = 0;
  let line = 0;
  let rest = '';
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let isText = true;
  const look = (text: string) => {
    line += 1;
    const found = secretInLine(text, line);
    if (found === undefined) return;
    count += 1;
    if (findings.length < MOST_SHOWN) findings.push(found);
  };
  const take = (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const item of lines) look(item);
    while (rest.length > LONGEST_PIECE) {
      look(rest.slice(0, LONGEST_PIECE));
      // Still the same line.
      line -= 1;
      rest = rest.slice(LONGEST_PIECE);
    }
  };
  return {
    feed: (bytes) => {
      if (!isText || bytes.length === 0) return;
      decoder ??= new TextDecoder(encodingOf(bytes));
      // No text in UTF-8 holds a NUL; what holds one is a picture, a document, a packed file.
      if (decoder.encoding === 'utf-8' && bytes.includes(0)) isText = false;
      else take(decoder.decode(bytes, {stream: true}));
    },
    end: () => {
      if (isText && decoder !== undefined) take(`${decoder.decode()}\n`);
      return isText ? {findings, count} : {findings: [], count: 0};
    },
  };
}

/** Windows writes redirected output as UTF-16, with a mark at its start. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
