import {theme, type Look, type StyleName} from '../theme.ts';
import {fitLine, type Line} from './lines.ts';

const ESC = '\u001B';

const COLOURS: Readonly<Record<string, number>> = {
  black: 30,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
  white: 37,
  gray: 90,
};

/**
 * A line as text with colours, exactly `width` cells. Painted here and not by nested Text elements:
 * a screen has a thousand pieces, and as elements they would cost more than a frame may take.
 */
export function paintLine(line: Line, width: number): string {
  const spans = fitLine(line, width, theme.glyphs.ellipsis);
  if (line.selected === true) return paint(spans.map((part) => part.text).join(''), {inverse: true});
  return spans.map((part) => paint(part.text, theme.looks[part.style ?? 'normal'])).join('');
}

/** Text in one style. */
export function paintText(text: string, style: StyleName): string {
  return paint(text, theme.looks[style]);
}

function paint(text: string, look: Look): string {
  const codes = codesOf(look);
  return codes === '' || text === '' ? text : `${ESC}[${codes}m${text}${ESC}[0m`;
}

const known = new WeakMap<Look, string>();

function codesOf(look: Look): string {
  let codes = known.get(look);
  if (codes === undefined) {
    const colour = look.color === undefined ? undefined : colourCode(look.color);
    const all = [look.bold && 1, look.dim && 2, look.underline && 4, look.inverse && 7, colour];
    codes = all.filter((code) => code !== undefined && code !== false).join(';');
    known.set(look, codes);
  }
  return codes;
}

/** A colour's name, or `#rrggbb` for terminals with true colour. */
function colourCode(colour: string): string | undefined {
  const named = COLOURS[colour];
  if (named !== undefined) return String(named);
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour);
  if (match === null) return undefined;
  return `38;2;${match.slice(1).map((part) => Number.parseInt(part, 16)).join(';')}`;
}
