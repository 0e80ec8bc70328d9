import {useMemo, useSyncExternalStore} from 'react';
import {line, type Line, span} from '../components/lines.ts';
import {Pane} from '../components/Pane.tsx';
import {useKeys} from '../hooks/keys.tsx';
import {createState} from '../state/state.ts';
import {useValue} from '../hooks/useValue.ts';
import type {LogLine} from '../store/log.ts';
import {wallTime} from '../text/time/zones.ts';
import {wrap} from '../text/width.ts';
import type {Guide, Sized} from './ui.ts';
import {usePager} from './usePager.ts';
import {useServices} from '../hooks/useServices.tsx';

/** The last things that casedeck did, the latest at the end. */
export function LogScreen({ui, width, height}: Sized<Guide>) {
  const {lines: known, file} = useLog();
  const zone = useValue(ui.nav).time === 'local' ? 'local' : 'utc';
  const lines = useMemo(() => known.flatMap((each) => logLines(each, zone, width - 4)), [known, zone, width]);
  // At the end, and staying there, until the user scrolls up.
  const top = useMemo(() => createState(Number.MAX_SAFE_INTEGER), []);
  const rows = height - 2;
  const pager = usePager(top, lines.length, rows);
  const back = () => ui.go({type: 'back'});
  useKeys('pager', {
    ...pager.actions,
    'move.last': () => top.set(Number.MAX_SAFE_INTEGER),
    back,
    close: back,
  });
  return (
    <Pane
      width={width}
      height={height}
      title="Log"
      foot={file === undefined ? '--debug writes it to a file too' : file}
      lines={
        lines.length === 0 ? [line(span(' Nothing yet.', 'dim'))] : lines.slice(pager.top, pager.top + rows)
      }
      focused
    />
  );
}

function logLines(
  {at, area, message: words}: LogLine,
  zone: 'local' | 'utc',
  width: number,
): readonly Line[] {
  const {hour, minute, second} = wallTime(at, zone);
  const clock = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  const indent = 19;
  return wrap(words, Math.max(10, width - indent)).map((row, index) =>
    line(span(index === 0 ? ` ${clock} ${area.padEnd(9)} ` : ' '.repeat(indent + 1), 'dim'), row),
  );
}

/** What casedeck did lately, oldest first, and the file that has all of it. */
function useLog(): {readonly lines: readonly LogLine[]; readonly file: string | undefined} {
  const {log} = useServices();
  const lines = useSyncExternalStore(log.subscribe, log.lines, log.lines);
  return {lines, file: log.file()};
}
