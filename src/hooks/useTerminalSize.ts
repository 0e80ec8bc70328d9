import {useStdout} from 'ink';
import {useMemo, useSyncExternalStore} from 'react';

/** Ink's type is of any stream; ours is a terminal. */
type Sized = NodeJS.WritableStream & {readonly columns?: number; readonly rows?: number};

/**
 * Columns and rows of the terminal. Ink's own hook changes React state, which is drawn some time later: until then
 * the screen would show a frame of the old size.
 */
export function useTerminalSize(): {readonly columns: number; readonly rows: number} {
  const stdout: Sized = useStdout().stdout;
  const subscribe = useMemo(
    () => (listener: () => void) => {
      stdout.on('resize', listener);
      return () => void stdout.off('resize', listener);
    },
    [stdout],
  );
  const columns = useSyncExternalStore(subscribe, () => stdout.columns ?? 80);
  const rows = useSyncExternalStore(subscribe, () => stdout.rows ?? 24);
  return {columns, rows};
}
