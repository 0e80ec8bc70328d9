/** Arms of the box-drawing characters from the middle of the cell: up, right, down, left. */
const ARMS: Readonly<Record<string, string>> = {
  '─': 'rl',
  '━': 'rl',
  '│': 'ud',
  '┃': 'ud',
  '┌': 'rd',
  '┐': 'dl',
  '└': 'ur',
  '┘': 'ul',
  '├': 'urd',
  '┤': 'udl',
  '┬': 'rdl',
  '┴': 'url',
  '┼': 'urdl',
  '╭': 'rd',
  '╮': 'dl',
  '╰': 'ur',
  '╯': 'ul',
  '╴': 'l',
  '╵': 'u',
  '╶': 'r',
  '╷': 'd',
};
const HEAVY = '━┃';
const RISING = '▁▂▃▄▅▆▇█';
const GROWING = '▏▎▍▌▋▊▉';

/** The attributes of an SVG path that draws the character in a cell of this size, or undefined: it is left to the font. */
export function glyphPath(text: string, width: number, height: number): string | undefined {
  const arms = ARMS[text];
  if (arms !== undefined) {
    const stroke = `fill="none" stroke="currentColor" stroke-width="${HEAVY.includes(text) ? 2 : 1.2}"`;
    return `d="${[...arms].map((arm) => armPath(arm, width, height)).join('')}" ${stroke}`;
  }
  if (text === '') return undefined;
  const eighths = RISING.indexOf(text) + 1;
  if (eighths > 0) return filled(0, height - (height * eighths) / 8, width, height);
  const columns = GROWING.indexOf(text) + 1;
  return columns > 0 ? filled(0, 0, (width * columns) / 8, height) : undefined;
}

function armPath(arm: string, width: number, height: number): string {
  const [x, y] = [width / 2, height / 2];
  const ends: Readonly<Record<string, string>> = {u: 'V0', r: `H${width}`, d: `V${height}`, l: 'H0'};
  return `M${x} ${y}${ends[arm]}`;
}

function filled(left: number, top: number, right: number, bottom: number): string {
  return `d="M${left} ${top}H${right}V${bottom}H${left}z" fill="currentColor"`;
}
