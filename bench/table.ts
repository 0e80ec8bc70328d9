import type {Keys, Start} from './probe.ts';

export type Row = {
  readonly name: string;
  readonly count: number;
  readonly start: Start;
  readonly small: Keys & {readonly memoryMb: number};
  readonly large: Keys & {readonly memoryMb: number};
  readonly typing: Keys | undefined;
};

type Column = {readonly title: string; readonly of: (row: Row) => string};

const ms = (value: number) => (value < 20 ? value.toFixed(1) : value.toFixed(0));
const delay = ({medianMs, p95Ms}: Keys) => `${ms(medianMs)} / ${ms(p95Ms)}`;

const COLUMNS: readonly Column[] = [
  {title: 'program', of: ({name}) => name},
  {title: 'messages', of: ({count}) => count.toLocaleString('en')},
  {title: 'first byte ms', of: ({start}) => ms(start.firstByteMs)},
  {title: 'full list ms', of: ({start}) => ms(start.listMs)},
  {title: 'bytes/key 80x24', of: ({small}) => String(small.bytes)},
  {title: 'bytes/key 200x50', of: ({large}) => String(large.bytes)},
  {title: 'key ms 80x24', of: ({small}) => delay(small)},
  {title: 'key ms 200x50', of: ({large}) => delay(large)},
  {title: 'typing ms', of: ({typing}) => (typing === undefined ? '' : delay(typing))},
  {title: 'memory MB', of: ({small, large}) => Math.max(small.memoryMb, large.memoryMb).toFixed(0)},
];

/** Prints a Markdown table, ready for README.md. */
export function printTable(
  machine: string,
  versions: Readonly<Record<string, string>>,
  rows: readonly Row[],
): void {
  console.log(`\n${machine}`);
  for (const [name, version] of Object.entries(versions)) console.log(`${name}: ${version}`);
  const lines = [COLUMNS.map(({title}) => title), ...rows.map((row) => COLUMNS.map(({of}) => of(row)))];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const print = (cells: readonly string[]) =>
    console.log(`| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`);
  console.log('');
  for (const [at, line] of lines.entries()) {
    print(line);
    if (at === 0) print(widths.map((width) => '-'.repeat(width)));
  }
  console.log('\nTimes in milliseconds; keys as median / 95th percentile.');
  for (const {name, count, small, large} of rows) {
    for (const {answered, pressed} of [small, large]) {
      if (answered < pressed)
        console.log(`${name} with ${count}: ${pressed - answered} of ${pressed} keys were not answered.`);
    }
  }
}
