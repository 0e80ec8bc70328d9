import {withoutControls} from './to-safe-text.ts';

/** What common file systems allow for one name, in UTF-8 bytes. */
const MAX_BYTES = 255;
const MAX_EXTENSION_BYTES = 32;
/** Long before this, names are cut anyway; what comes from outside must not cost time. */
const LONGEST_READ = 2048;
const FALLBACK = 'attachment';

/**
 * A name for a new file from a name of remote origin: no folders, no control, bidi or invisible
 * characters, none that shells, scp or Windows read otherwise, no leading dot, dash or space, at most
 * 255 bytes with the extension kept. Never empty. The caller still checks that nothing is overwritten.
 */
export function safeFileName(name: string): string {
  const base =
    withoutControls(name.slice(-LONGEST_READ).replaceAll(/\p{Cs}/gu, '_'))
      .split(/[/\\]/)
      .findLast((part) => part !== '') ?? '';
  const plain = base
    .normalize('NFC')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[:*?"<>|]/g, '_')
    .replace(/^[.\-~ ]+/, '')
    .replace(/[. ]+$/, '');
  if (plain === '') return FALLBACK;
  const named = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain) ? `_${plain}` : plain;
  return shorten(named);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const extension =
    dot > 0 && Buffer.byteLength(name.slice(dot)) <= MAX_EXTENSION_BYTES ? name.slice(dot) : '';
  const stem = extension === '' ? name : name.slice(0, dot);
  const limit = MAX_BYTES - Buffer.byteLength(extension);
  let bytes = 0;
  let end = 0;
  for (const character of stem) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    end += character.length;
  }
  return stem.slice(0, end).replace(/[. ]+$/, '') + extension;
}
