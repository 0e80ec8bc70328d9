import type {FileContent} from './model.ts';

/** The bytes of a file; made-up ones follow a pattern, so that a test can tell a cut from a whole. */
export function contentBytes(content: FileContent): Uint8Array {
  if ('text' in content) return new TextEncoder().encode(content.text);
  if ('bytes' in content) return content.bytes;
  const bytes = new Uint8Array(content.generated);
  // 251 is prime: no block of the size of a buffer repeats.
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 31 + (at >>> 8)) % 251;
  return bytes;
}
