import {useMemo} from 'react';
import {line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {bulkResults, bulkSummary, type BulkResult} from '../../state/bulk-state.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState, partOf, type State} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useStored} from '../../hooks/useStored.ts';
import {padEnd, textWidth, wrap} from '../../text/width.ts';
import {theme, type StyleName} from '../../terminal/theme.ts';
import type {Guide, Runs, Sized} from '../ui.ts';
import {usePager} from '../usePager.ts';

/** What came, or is coming, of the last action on marked tickets: one by one. */
export function ResultsScreen({ui, width, height}: Sized<Guide & Runs>) {
  const {store} = useServices();
  const run = useValue(ui.bulk);
  const ids = (run?.results ?? []).map(({item}) => item ?? '').join();
  const items = useStored([ids], () => store.outbox());
  const results = run === undefined ? [] : bulkResults(run, items);
  const {lines, starts} = resultLines(results, width - 4);
  const anchor = useMemo(() => createState<Anchor>({id: '', row: 0}), []);
  const pager = usePager(anchoredAt(anchor, results, starts), lines.length, height - 2);
  const close = () => ui.go({type: 'back'});
  useKeys('pager', {...pager.actions, back: close, close});
  return (
    <Pane
      width={width}
      height={height}
      title={run?.title ?? ''}
      foot={bulkSummary(results)}
      lines={lines.slice(pager.top, pager.top + height - 2)}
      focused
    />
  );
}

const STYLES: Readonly<Record<BulkResult['state'], StyleName>> = {
  waiting: 'dim',
  done: 'ok',
  failed: 'danger',
  'left out': 'warning',
};

type Anchor = {readonly id: string; readonly row: number};

/** The first row on screen, told by the ticket that it belongs to: results above may take more rows, or fewer. */
function anchoredAt(
  anchor: State<Anchor>,
  results: readonly BulkResult[],
  starts: readonly number[],
): State<number> {
  const startOf = (id: string) => starts[results.findIndex((result) => result.id === id)] ?? 0;
  return partOf(
    anchor,
    ({id, row}) => startOf(id) + row,
    (_, top) => {
      const at = Math.max(
        0,
        starts.findLastIndex((start) => start <= top),
      );
      return {id: results[at]?.id ?? '', row: top - (starts[at] ?? 0)};
    },
  );
}

type ResultLines = {readonly lines: readonly Line[]; readonly starts: readonly number[]};

function resultLines(results: readonly BulkResult[], width: number): ResultLines {
  const {glyphs} = theme;
  const signs = {waiting: glyphs.refresh, done: glyphs.mark, failed: '!', 'left out': glyphs.separator};
  const idWidth = Math.max(8, ...results.map(({id}) => textWidth(id)));
  const lines: Line[] = [];
  const starts = results.map(({id, state, message: words}) => {
    const start = lines.length;
    const rows = wrap(words, Math.max(10, width - idWidth - 4)).map((row, index) =>
      line(
        span(` ${index === 0 ? signs[state] : ' '} `, STYLES[state]),
        span(padEnd(index === 0 ? id : '', idWidth), 'strong'),
        span(`  ${row}`, STYLES[state]),
      ),
    );
    lines.push(...rows);
    return start;
  });
  return {lines, starts};
}
