import type {FileContent} from './model.ts';
import {samplePicture} from './sample-pictures.ts';

/** The bytes of a file. Made-up ones are what its name says: a picture, a log; else a pattern that shows a cut. */
export function contentBytes(content: FileContent, name: string): Uint8Array {
  if ('text' in content) return new TextEncoder().encode(content.text);
  if ('bytes' in content) return content.bytes;
  const size = content.generated;
  if (/\.png$/i.test(name)) return samplePicture('png', size) ?? pattern(size);
  if (/\.jpe?g$/i.test(name)) return samplePicture('jpeg', size) ?? pattern(size);
  return /\.(?:log|txt)$/i.test(name) ? logOf(size) : pattern(size);
}

function pattern(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  // 251 is prime: no block of the size of a buffer repeats.
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 31 + (at >>> 8)) % 251;
  return bytes;
}

function logOf(size: number): Uint8Array {
  let text = '';
  for (let line = 0; text.length < size; line += 1)
    text += `${String(line).padStart(6, '0')} chassisd[2104]: port ${line % 48} polled, ${line % 7} errors\n`;
  return new TextEncoder().encode(text.slice(0, size));
}
