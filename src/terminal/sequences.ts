import type {Multiplexer} from './capabilities.ts';

const ESC = '\u001B';
const BEL = '\u0007';
const ST = `${ESC}\\`;

/** screen takes so much of one DCS sequence. */
const SCREEN_CHUNK = 76;

/** The most text that goes onto a clipboard: terminals cut a sequence of more than 100,000 bytes. */
export const CLIPBOARD_LIMIT = 74_994;

/**
 * Asks the terminal to put the text on its clipboard (OSC 52). tmux is asked itself, and asked to hand
 * the sequence on: which of the two it does, its configuration says.
 */
export function clipboardBytes(text: string, through: Multiplexer): string {
  const sequence = `${ESC}]52;c;${Buffer.from(text, 'utf8').toString('base64')}${BEL}`;
  return through === 'tmux' ? sequence + passThrough(sequence, through) : passThrough(sequence, through);
}

/** Asks the terminal to show the words outside of itself. */
export function desktopNotice(kind: 'osc9' | 'osc777', words: string, through: Multiplexer): string {
  // A semicolon would end a part of the sequence.
  const text = words.replaceAll(/\p{Cc}/gu, ' ').replaceAll(';', ',');
  const sequence = kind === 'osc9' ? `${ESC}]9;${text}${BEL}` : `${ESC}]777;notify;casedeck;${text}${BEL}`;
  return passThrough(sequence, through);
}

/** The sequence in the wrapping in which tmux or screen hands it on to the terminal around it. */
function passThrough(sequence: string, through: Multiplexer): string {
  if (through === 'tmux') return `${ESC}Ptmux;${sequence.replaceAll(ESC, ESC + ESC)}${ST}`;
  if (through === undefined) return sequence;
  const chunks = sequence.match(new RegExp(`[^]{1,${SCREEN_CHUNK}}`, 'g')) ?? [];
  return chunks.map((chunk) => `${ESC}P${chunk}${ST}`).join('');
}
