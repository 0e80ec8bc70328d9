import {motionKeys} from '../motions.ts';
import {useMemo} from 'react';
import {inset} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useKeys} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createPointer} from '../../state/pointer.ts';
import {useValue} from '../../hooks/useValue.ts';
import {type PointedList, usePointer} from '../../hooks/usePointer.ts';
import {useNotices} from '../../hooks/useNotices.ts';
import type {Guide, Selection, Sized} from '../ui.ts';
import {
  noticeSections,
  overviewRanges,
  type OverviewRow,
  type OverviewSection,
  overviewSections,
} from './overview-data.ts';
import {overviewLines, overviewTop} from './overview-lines.ts';
import type {Millis, Overview} from '../../domain/records.ts';
import {useStored} from '../../hooks/useStored.ts';
import {listFiltered} from '../list/view-actions.ts';

const MINUTE = 60_000;

/** How many tickets there are, by what; each row lists its own. */
export function OverviewScreen({ui, width, height}: Sized<Guide & Selection>) {
  const {clock} = useServices();
  const nav = useValue(ui.nav);
  const pointer = useMemo(() => createPointer(), []);
  const now = Math.floor(clock.now() / MINUTE) * MINUTE;
  // Tickets of several sites have no midnight in common.
  const zone = nav.time === 'local' ? 'local' : 'utc';
  const ranges = useMemo(() => overviewRanges(now, zone), [now, zone]);
  const sections = [
    ...overviewSections(useOverview(ranges.ages, ranges.days), ranges, now, zone),
    ...noticeSections(useNotices(), now),
  ];
  const inner = Math.max(1, height - 2);
  const entries = sections.flatMap(({title, rows}) => rows.map((row) => ({title, row})));
  const list = usePointer(pointer, {entries, keyOf: rowKey, height: inner});
  const pointed = list.entries[list.index];
  const drawn = shownSections(sections, list);
  const selected = drawn
    .flatMap(({title, rows}) => rows.map(({label}) => `${title} ${label}`))
    .indexOf(pointed === undefined ? '' : rowKey(pointed));
  const back = () => ui.go({type: 'back'});
  const shown = overviewLines(drawn, selected, width - 4);
  const top = overviewTop(shown, selected, inner);
  useKeys('pager', {
    ...motionKeys(pointer, {half: 5, page: 10}),
    back,
    close: back,
  });
  useKeys('overview', {
    'overview.open': {
      run: () => listRow(ui, list.pointed()?.row),
      disabled: problemOf(pointed?.row),
    },
    site: {
      run: () => {
        const ibx = list.pointed()?.row.label;
        if (ibx !== undefined) ui.go({type: 'push', screen: {kind: 'site', ibx}});
      },
      disabled:
        pointed?.row.filter?.split(' ')[0] === `ibx:${pointed?.row.label}`
          ? undefined
          : 'This row is no site.',
    },
  });
  return (
    <Pane
      width={width}
      height={height}
      title="Overview"
      foot={
        shown.lines.length > inner
          ? `${Math.min(top + inner, shown.lines.length)} of ${shown.lines.length}`
          : ''
      }
      lines={shown.lines.slice(top, top + inner).map(inset)}
      focused
    />
  );
}

type Entry = {readonly title: string; readonly row: OverviewRow};

function rowKey({title, row}: Entry): string {
  return `${title} ${row.label}`;
}

/** The sections with their rows as they are shown: the one under the cursor stays, also where it counts nothing any more. */
function shownSections(
  sections: readonly OverviewSection[],
  {entries, index, isGone}: PointedList<Entry>,
): readonly OverviewSection[] {
  const pointed = entries[index];
  const rowOf = (entry: Entry) => (isGone && entry === pointed ? {...entry.row, count: 0} : entry.row);
  return sections.map((section) => ({
    ...section,
    rows: entries.filter(({title}) => title === section.title).map(rowOf),
  }));
}

function problemOf(row: OverviewRow | undefined): string | undefined {
  if (row === undefined) return 'There are no tickets.';
  if (row.isNotices === true) return undefined;
  return row.filter === undefined ? 'No filter tells these tickets from others.' : undefined;
}

function listRow(ui: Guide & Selection, row: OverviewRow | undefined): void {
  if (row?.isNotices === true) ui.go({type: 'push', screen: {kind: 'notices'}});
  if (row?.filter !== undefined) listFiltered(ui, row.filter, row.view);
}

type OverviewNumbers = {
  readonly overview: Overview;
  readonly ibxs: readonly {readonly ibx: string; readonly open: number}[];
};

/** How many tickets there are, by status, age, site and day of arrival. */
function useOverview(ages: readonly Millis[], days: readonly Millis[]): OverviewNumbers {
  const {store} = useServices();
  return useStored([ages, days], () => ({
    overview: store.overview(ages, days),
    ibxs: store.ibxs(),
  }));
}
