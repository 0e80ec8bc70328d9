import {useMemo} from 'react';
import {inset, line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useKeys} from '../../hooks/keys.tsx';
import {usePointer} from '../../hooks/usePointer.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useStored} from '../../hooks/useStored.ts';
import {useSyncStatus} from '../../hooks/useSyncStatus.ts';
import {useValue} from '../../hooks/useValue.ts';
import {createPointer} from '../../state/pointer.ts';
import {sinceReport} from '../../state/told/since.ts';
import {motionKeys} from '../motions.ts';
import {placeLabel} from '../pointed-lines.ts';
import type {Guide, Reader, Sized} from '../ui.ts';
import {sinceEntries, sinceText, type SinceEntry} from './since-lines.ts';

export type SinceScreenProps = Sized<Guide & Reader> & {
  readonly since: number;
};

/** What happened since this person was here last: each line opens what it tells of, any other key goes to the list. */
export function SinceScreen({ui, width, height, since}: SinceScreenProps) {
  const {store, clock} = useServices();
  const nav = useValue(ui.nav);
  const pointer = useMemo(() => createPointer(), []);
  const now = clock.now();
  const report = useStored([since], () => sinceReport(store, since, clock.now()));
  const entries = useMemo(() => sinceEntries(report, Math.floor(now / MINUTE) * MINUTE), [report, now]);
  const rows = Math.max(1, height - 2);
  const list = usePointer(pointer, {entries, keyOf: ({key}) => key, height: rows});
  const status = useSyncStatus();
  const back = () => ui.go({type: 'back'});
  useKeys('pager', {...motionKeys(pointer, {half: 5, page: 10}), back, close: back});
  useKeys(
    'since',
    {
      'since.open': {
        run: () => open(ui, list.pointed()),
        disabled: entries.length === 0 ? 'There is nothing to open.' : undefined,
      },
    },
    {onText: back},
  );
  const {lines, place} = pageLines(list.entries, list.index, width - 4);
  const top = Math.max(0, Math.min(place.end - rows, lines.length - rows));
  const isReading = status.reading !== undefined || status.state === 'syncing';
  return (
    <Pane
      width={width}
      height={height}
      title={sinceText(since, now, nav.time === 'utc' ? 'utc' : 'local')}
      foot={[placeLabel(list), isReading ? 'still reading' : ''].filter((words) => words !== '').join('  ')}
      lines={(lines.length === 0 ? NOTHING : lines.slice(top, top + rows)).map(inset)}
      focused
    />
  );
}

const MINUTE = 60_000;
const NOTHING: readonly Line[] = [line(span('Nothing is new, and nothing waits for you.', 'dim'))];

/** The entries below their headings, and the lines of the one under the cursor. */
function pageLines(entries: readonly SinceEntry[], selected: number, width: number) {
  const lines: Line[] = [];
  let place = {start: 0, end: 0};
  for (const [index, entry] of entries.entries()) {
    const isFirst = entries[index - 1]?.section !== entry.section;
    if (isFirst && lines.length > 0) lines.push(line());
    if (isFirst) lines.push(line(span(headingOf(entry, entries), 'strong')));
    const start = lines.length;
    lines.push(...entry.draw(width, index === selected));
    if (index === selected) place = {start, end: lines.length};
  }
  return {lines, place};
}

function headingOf({section}: SinceEntry, entries: readonly SinceEntry[]): string {
  return `${section} (${entries.filter((other) => other.section === section).length})`;
}

function open(ui: Guide & Reader, entry: SinceEntry | undefined): void {
  if (entry === undefined) return;
  if (entry.opens === 'outbox') return ui.go({type: 'push', screen: {kind: 'outbox'}});
  if ('noticeId' in entry.opens)
    return ui.go({type: 'push', screen: {kind: 'notice', id: entry.opens.noticeId}});
  const {ticketId, item} = entry.opens;
  ui.go({type: 'tab', tab: 'timeline'});
  if (item !== undefined) ui.detail.aim(ticketId, item);
  ui.go({type: 'push', screen: {kind: 'ticket', id: ticketId}});
}
