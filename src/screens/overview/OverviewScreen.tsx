import {useMemo} from 'react';
import {inset} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useKeys} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useOverview} from '../../hooks/useOverview.ts';
import type {Ui} from '../ui.ts';
import {overviewRanges, overviewSections, type OverviewRow} from './overview-data.ts';
import {overviewLines, overviewTop} from './overview-lines.ts';

export type OverviewScreenProps = {readonly ui: Ui; readonly width: number; readonly height: number};

const MINUTE = 60_000;

/** How many tickets there are, by what; each row lists its own. */
export function OverviewScreen({ui, width, height}: OverviewScreenProps) {
  const {clock} = useServices();
  const nav = useValue(ui.nav);
  const selection = useMemo(() => createState(0), []);
  const now = Math.floor(clock.now() / MINUTE) * MINUTE;
  // Tickets of several sites have no midnight in common.
  const zone = nav.time === 'local' ? 'local' : 'utc';
  const ranges = useMemo(() => overviewRanges(now, zone), [now, zone]);
  const sections = overviewSections(useOverview(ranges.ages, ranges.days), ranges, now, zone);
  const rows = sections.flatMap((section) => section.rows);
  const selected = Math.min(useValue(selection), Math.max(0, rows.length - 1));
  const to = (wanted: number) => selection.set(Math.min(Math.max(0, wanted), Math.max(0, rows.length - 1)));
  const by = (delta: number) => () => to(selection.get() + delta);
  const back = () => ui.go({type: 'back'});
  const shown = overviewLines(sections, selected, width - 4);
  const inner = Math.max(1, height - 2);
  const top = overviewTop(shown, selected, inner);
  useKeys('pager', {
    'move.down': by(1),
    'move.up': by(-1),
    'move.first': () => to(0),
    'move.last': () => to(rows.length - 1),
    'move.halfDown': by(5),
    'move.halfUp': by(-5),
    'move.pageDown': by(10),
    'move.pageUp': by(-10),
    back,
    close: back,
  });
  const row = rows[selected];
  useKeys('overview', {
    'overview.open': {run: () => listRow(ui, row), disabled: problemOf(row)},
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

function problemOf(row: OverviewRow | undefined): string | undefined {
  if (row === undefined) return 'There are no tickets.';
  return row.filter === undefined ? 'No filter tells these tickets from others.' : undefined;
}

function listRow(ui: Ui, row: OverviewRow | undefined): void {
  if (row?.filter === undefined) return;
  const view = ui.list.views.findIndex(({id}) => id === row.view);
  ui.list.setView(Math.max(0, view));
  ui.list.setFilter(row.filter);
  ui.go({type: 'back'});
}
