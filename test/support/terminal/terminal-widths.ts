import type {IUnicodeVersionProvider, Terminal} from '@xterm/headless';
import stringWidth from 'string-width';

/**
 * Gives the emulator today's widths: code point by code point with combining marks joined, as xterm, tmux and
 * most terminals behind an SSH session do. The emulator's own table is of Unicode 6 and draws emoji narrow.
 */
export function applyModernWidths(terminal: Terminal): void {
  terminal.unicode.register(modernWidths);
  terminal.unicode.activeVersion = modernWidths.version;
}

const known = new Map<number, 0 | 1 | 2>();

function wcwidth(codepoint: number): 0 | 1 | 2 {
  if (codepoint < 0x300)
    return codepoint < 0x20 || (codepoint >= 0x7f && codepoint < 0xa0) || codepoint === 0xad ? 0 : 1;
  const cached = known.get(codepoint);
  if (cached !== undefined) return cached;
  const width = Math.min(2, stringWidth(String.fromCodePoint(codepoint))) as 0 | 1 | 2;
  known.set(codepoint, width);
  return width;
}

// The emulator's own packing of a character's properties: width in bits 1 and 2, joined to the one before in bit 0.
const modernWidths: IUnicodeVersionProvider = {
  version: 'modern',
  wcwidth,
  charProperties(codepoint, preceding) {
    const width = wcwidth(codepoint);
    const before = (preceding >> 1) & 3;
    const joins = width === 0 && preceding !== 0 && before !== 0;
    return (Math.max(width, joins ? before : 0) << 1) | (joins ? 1 : 0);
  },
};
