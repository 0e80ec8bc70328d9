import {knownLink} from '../text/known-link.ts';
import {theme, type StyleName} from '../terminal/theme.ts';
import {markCaret} from '../terminal/caret.ts';
import {fitLine, type Line, type Span} from './lines.ts';

const ESC = '\u001B';
/** Selection is inverse in every theme: it is seen on any background, and without colours. */
const SELECTED = '7';

type Painted = {readonly text: string; readonly width: number; readonly codes: object};

const kept = new WeakMap<Line, Painted | undefined>();

/** For a line that will be drawn in many frames: it is painted once for its width. */
export function keepPainted(line: Line): void {
  kept.set(line, undefined);
}

/**
 * A line as text with colours, exactly `width` cells. Painted here and not by nested Text elements:
 * a screen has a thousand pieces, and as elements they would cost more than a frame may take.
 */
export function paintLine(line: Line, width: number): string {
  const known = kept.get(line);
  if (known?.width === width && known.codes === theme.codes) return known.text;
  const text = paintAnew(line, width);
  if (kept.has(line)) kept.set(line, {text, width, codes: theme.codes});
  return text;
}

function paintAnew(line: Line, width: number): string {
  const spans = fitLine(line, width, theme.glyphs.ellipsis);
  const codes =
    line.isGone === true ? [theme.codes.dim, SELECTED].filter((code) => code !== '').join(';') : SELECTED;
  return line.selected === true ? paintBar(spans, codes) : spans.map(paintSpan).join('');
}

/** Spans that stand apart interrupt the bar. */
function paintBar(spans: readonly Span[], codes: string): string {
  let painted = '';
  let bar = '';
  for (const part of spans) {
    if (part.apart !== true) {
      bar += part.text;
      continue;
    }
    painted += paint(bar, codes) + paintSpan(part);
    bar = '';
  }
  return painted + paint(bar, codes);
}

function paintSpan({text, style, link, caret}: Span): string {
  if (caret === true) return markCaret(text);
  return linked(paint(text, theme.codes[style ?? 'normal'] ?? ''), link);
}

/** Text in one style. */
export function paintText(text: string, style: StyleName): string {
  return paint(text, theme.codes[style] ?? '');
}

/** OSC 8, for known places alone. */
function linked(painted: string, address: string | undefined): string {
  if (address === undefined || theme.linkHosts === undefined || painted === '') return painted;
  const link = knownLink(address, theme.linkHosts);
  return link === undefined ? painted : `${ESC}]8;;${link}\u0007${painted}${ESC}]8;;\u0007`;
}

function paint(text: string, codes: string): string {
  return codes === '' || text === '' ? text : `${ESC}[${codes}m${text}${ESC}[0m`;
}
