import {theme} from '../terminal/theme.ts';
import type {Line} from './lines.ts';

/** A row as a screen reader is to read it: no blanks that only place something, nothing that is drawn. */
export function linearText({spans, isGone = false}: Line): string {
  const text = `${spans.map((span) => span.text).join('')}${isGone ? ' (no longer in this list)' : ''}`;
  const {horizontal, vertical} = theme.glyphs.border;
  return text
    .replaceAll(new RegExp(`(?:${escapeRegExp(horizontal)}){3,}`, 'g'), ' ')
    .replaceAll(vertical, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(new RegExp(`^ ?${escapeRegExp(theme.glyphs.pointer)} `), '')
    .trim();
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
