import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

/** The decoder's WebAssembly; in the bundle its bytes stand in the script itself (tools/bundle.ts). */
export function webpWasm(): Uint8Array<ArrayBuffer> {
  const file = createRequire(import.meta.url).resolve('@jsquash/webp/codec/dec/webp_dec.wasm');
  return new Uint8Array(readFileSync(file));
}
