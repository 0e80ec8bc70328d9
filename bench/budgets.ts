import type {CommandTimes} from './commands.ts';
import type {FullCase} from './full.ts';
import type {Hours} from './hours.ts';
import type {Mails} from './mail.ts';
import type {Stops} from './paste.ts';
import type {Row} from './table.ts';

/** What one run measured; undefined: not measured in this one. */
export type Measured = {
  readonly rows: readonly Row[];
  readonly commands: readonly CommandTimes[] | undefined;
  readonly full: readonly FullCase[] | undefined;
  readonly idle: readonly number[] | undefined;
  readonly hours: Hours | undefined;
  readonly paste: Stops | undefined;
  readonly mails: Mails | undefined;
};

type Budget = {
  readonly what: string;
  /** The most that it may be. */
  readonly most: number;
  readonly unit: string;
  readonly of: (measured: Measured) => number | undefined;
  readonly digits?: number;
};

/** Of `list --json` of 10,000 tickets before it was streamed, on a machine where `node -e 0` took 40 ms: a budget of half of it. */
const LIST_BEFORE = 660 / 40;

const TICKETS = [100, 10_000, 100_000];
const casedeck = (count: number) => (measured: Measured) => rowOf(measured, 'casedeck', count);

const BUDGETS: readonly Budget[] = [
  ...[10_000, 100_000].map((count) => ({
    what: `start, ${count.toLocaleString('en')} tickets, of neomutt's with 10,000`,
    most: 0.6,
    unit: 'times',
    digits: 2,
    of: (measured: Measured) =>
      ratio(casedeck(count)(measured)?.start.listMs, rowOf(measured, 'neomutt', 10_000)?.start.listMs),
  })),
  ...TICKETS.map((count) => ({
    what: `start, ${count.toLocaleString('en')} tickets, of \`node -e 0\``,
    most: 4,
    unit: 'times',
    digits: 1,
    of: (measured: Measured) => {
      const row = casedeck(count)(measured);
      return ratio(row?.start.listMs, row?.floorMs);
    },
  })),
  {
    what: 'start with 100,000 tickets, of that with 100',
    most: 1.2,
    unit: 'times',
    digits: 2,
    of: (measured) => ratio(casedeck(100_000)(measured)?.start.listMs, casedeck(100)(measured)?.start.listMs),
  },
  ...(['small', 'large'] as const).map((size) => ({
    what: `bytes a key, ${size === 'small' ? '80x24' : '200x50'}, of the better of neomutt and aerc`,
    most: 0.95,
    unit: 'times',
    digits: 2,
    of: (measured: Measured) => {
      const peers = ['neomutt', 'aerc'].flatMap((name) => rowOf(measured, name, 10_000)?.[size].bytes ?? []);
      return ratio(
        casedeck(10_000)(measured)?.[size].bytes,
        peers.length === 0 ? undefined : Math.min(...peers),
      );
    },
  })),
  {
    what: 'bytes a key for a screen reader',
    most: 300,
    unit: 'bytes',
    of: (measured) => casedeck(10_000)(measured)?.screenReader?.bytes,
  },
  ...(['small', 'large', 'typing'] as const).map((size) => ({
    what: `${size === 'typing' ? 'typing in a full note' : `key to frame, ${size === 'small' ? '80x24' : '200x50'}`}, 100,000 tickets, 95 of 100`,
    most: 10,
    unit: 'ms',
    digits: 1,
    of: (measured: Measured) => casedeck(100_000)(measured)?.[size]?.p95Ms,
  })),
  {
    what: 'memory after the keys, 10,000 tickets, 80x24',
    most: 95,
    unit: 'MB',
    of: (measured) => casedeck(10_000)(measured)?.small.memoryMb,
  },
  {
    what: 'memory after 8 hours on a lively service, of that at the start',
    most: 1.1,
    unit: 'times',
    digits: 2,
    of: ({hours}) => ratio(hours?.endMb, hours?.startMb),
  },
  {
    what: '`list --json --limit 50`, 10,000 tickets, of `node -e 0`',
    most: 3,
    unit: 'times',
    digits: 1,
    of: ({commands}) => commands?.find(({name}) => name.endsWith('--limit 50'))?.ratio,
  },
  {
    what: '`list --json` of 10,000 tickets, of `node -e 0`',
    most: Math.floor((LIST_BEFORE / 2) * 10) / 10,
    unit: 'times',
    digits: 1,
    of: ({commands}) => commands?.find(({name}) => name.endsWith('list --json --offline'))?.ratio,
  },
  {
    what: 'first start, 50 open tickets: the first screen',
    most: 1.5,
    unit: 's',
    digits: 1,
    of: ({full}) => seconds(full?.[0]?.screenMs),
  },
  {
    what: 'first start, 50 open tickets: all their words',
    most: 3,
    unit: 's',
    digits: 1,
    of: ({full}) => seconds(full?.[0]?.fullMs),
  },
  {
    what: 'first start, 200 open tickets: all their words',
    most: 12,
    unit: 's',
    digits: 1,
    of: ({full}) => seconds(full?.[1]?.fullMs),
  },
  {
    what: '5 MB pasted into a note: the longest stop',
    most: 100,
    unit: 'ms',
    of: ({paste}) => paste?.ms,
  },
  {
    what: 'a mail to text, median',
    most: 16,
    unit: 'ms',
    digits: 1,
    of: ({mails}) => mails?.first.medianMs,
  },
  {
    what: '1.5 MB of mail to text, the slowest kind',
    most: 250,
    unit: 'ms',
    of: ({mails}) => (mails === undefined ? undefined : Math.max(...mails.large.map((one) => one.medianMs))),
  },
];

function rowOf({rows}: Measured, name: string, count: number): Row | undefined {
  return rows.find((row) => row.name === name && row.count === count);
}

function ratio(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one / other;
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

/** A Markdown table of the budgets: what was measured, and whether it is met. */
export function budgetTable(measured: Measured): readonly string[] {
  const lines = BUDGETS.map(({what, most, unit, of, digits = 0}) => {
    const value = of(measured);
    const shown = value === undefined ? 'not measured' : `${value.toFixed(digits)} ${unit}`;
    const verdict = value === undefined ? '' : value <= most ? 'met' : '**not met**';
    return `| ${what} | ${most} ${unit} | ${shown} | ${verdict} |`;
  });
  return ['| budget | at most | here | |', '|---|---|---|---|', ...lines];
}
