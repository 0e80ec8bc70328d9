import type {Keys, Start} from './probe.ts';

export type Sized = Keys & {readonly memoryMb: number};

export type Row = {
  readonly name: string;
  readonly count: number;
  readonly start: Start;
  /** `node -e 0`, in turn with the starts, in milliseconds. */
  readonly floorMs: number;
  readonly small: Sized;
  readonly large: Sized;
  readonly typing: Keys | undefined;
  readonly screenReader: Keys | undefined;
};

type Column = {readonly title: string; readonly of: (row: Row) => string};

const ms = (value: number) => (value < 20 ? value.toFixed(1) : value.toFixed(0));
const delay = ({medianMs, p95Ms}: Keys) => `${ms(medianMs)} / ${ms(p95Ms)}`;
const computed = ({computedMs, computedP95Ms}: Keys) => `${ms(computedMs)} / ${ms(computedP95Ms)}`;

const COLUMNS: readonly Column[] = [
  {title: 'program', of: ({name}) => name},
  {title: 'messages', of: ({count}) => count.toLocaleString('en')},
  {title: 'first byte ms', of: ({start}) => ms(start.firstByteMs)},
  {title: 'full list ms', of: ({start}) => ms(start.listMs)},
  {title: 'times node -e 0', of: ({start, floorMs}) => (start.listMs / floorMs).toFixed(1)},
  {title: 'bytes/key 80x24', of: ({small}) => String(small.bytes)},
  {title: 'bytes/key 200x50', of: ({large}) => String(large.bytes)},
  {title: 'key ms 80x24', of: ({small}) => delay(small)},
  {title: 'key ms 200x50', of: ({large}) => delay(large)},
  {
    title: 'first keys ms',
    of: ({small, large, typing}) =>
      [small, large, ...(typing === undefined ? [] : [typing])].map(({firstMs}) => ms(firstMs)).join(' / '),
  },
  {title: 'computed ms 80x24', of: ({small}) => computed(small)},
  {title: 'computed ms 200x50', of: ({large}) => computed(large)},
  {title: 'typing ms', of: ({typing}) => (typing === undefined ? '' : delay(typing))},
  {title: 'screen reader, bytes/key', of: ({screenReader}) => String(screenReader?.bytes ?? '')},
  {title: 'memory MB 80x24', of: ({small}) => small.memoryMb.toFixed(0)},
  {title: 'memory MB 200x50', of: ({large}) => large.memoryMb.toFixed(0)},
];

/** The figures of Node alone, doing nothing: the least that anything written for it can take. */
export type NodeFloor = {readonly startMs: number; readonly memoryMb: number};

/** A Markdown table of the programs. */
export function programTable(rows: readonly Row[], floor: NodeFloor): readonly string[] {
  const node = COLUMNS.map(({title}) => {
    if (title === 'program') return 'node -e 0';
    if (title === 'full list ms') return ms(floor.startMs);
    return title === 'memory MB 80x24' ? floor.memoryMb.toFixed(0) : '';
  });
  const lines = [
    COLUMNS.map(({title}) => title),
    ...rows.map((row) => COLUMNS.map(({of}) => of(row))),
    ...(Number.isNaN(floor.startMs) ? [] : [node]),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const draw = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...rest] = lines;
  const unanswered = rows.flatMap(({name, count, small, large}) =>
    [small, large]
      .filter(({answered, pressed}) => answered < pressed)
      .map(
        ({answered, pressed}) =>
          `${name} with ${count}: ${pressed - answered} of ${pressed} keys were not answered.`,
      ),
  );
  return [draw(head), draw(widths.map((width) => '-'.repeat(width))), ...rest.map(draw), ...unanswered];
}
