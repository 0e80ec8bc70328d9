import {toSafeText} from '../text/safe/to-safe-text.ts';
import type {SafeText} from '../text/safe/safe-text.ts';
import {wideOrder} from './file-kind.ts';
import {setImmediate as pause} from 'node:timers/promises';

export type DecodedText = {
  /** Safe to show, one entry a line of the file. */
  readonly lines: readonly SafeText[];
  /** As people call it: `UTF-8`, `UTF-16`, `Windows-1252`, `Shift JIS`. */
  readonly encoding: string;
};

/** After so many lines the keys that came meanwhile are handled. */
const SLICE = 5000;
const TAB = ' '.repeat(8);

/** A text whose encoding nobody tells: found from its bytes. Colours of a recorded session are left out. */
export async function decodeText(bytes: Uint8Array): Promise<DecodedText> {
  const {text, encoding} = decoded(bytes);
  const raw = text.split(/\r\n|[\n\r\f]/);
  if (raw.at(-1) === '') raw.pop();
  const lines: SafeText[] = [];
  for (let from = 0; from < raw.length; from += SLICE) {
    for (const one of raw.slice(from, from + SLICE)) lines.push(safeLine(one));
    await pause();
  }
  return {lines, encoding};
}

function safeLine(line: string): SafeText {
  // oxlint-disable-next-line no-control-regex -- that is what is looked for
  const plain = line.replaceAll(/\u001B\[[\d;]*[mK]/g, '');
  return toSafeText(plain.includes('\t') ? tabbed(plain) : plain);
}

/** A table made with tabs stays one. */
function tabbed(line: string): string {
  let text = '';
  for (const [index, part] of line.split('\t').entries()) {
    if (index > 0) text += TAB.slice(text.length % 8);
    text += part;
  }
  return text;
}

function decoded(bytes: Uint8Array): {readonly text: string; readonly encoding: string} {
  const wide = wideOrder(bytes);
  if (wide !== undefined) return {text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16'};
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== undefined) return {text: utf8, encoding: 'UTF-8'};
  const japanese = strictly('shift_jis', bytes);
  if (japanese !== undefined && isJapanese(japanese)) return {text: japanese, encoding: 'Shift JIS'};
  return {text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252'};
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, {fatal: true}).decode(bytes);
  } catch {
    return undefined;
  }
}

/** No Japanese text is without its own letters; Western text read as Japanese has hardly any. */
function isJapanese(text: string): boolean {
  const foreign = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  const kana = text.match(/[\u3041-\u3096\u30A1-\u30FA]/g)?.length ?? 0;
  return kana * 5 >= foreign;
}
