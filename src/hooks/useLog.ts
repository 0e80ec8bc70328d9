import {useSyncExternalStore} from 'react';
import type {LogLine} from '../store/log.ts';
import {useServices} from './useServices.tsx';

/** What casedeck did lately, oldest first, and the file that has all of it. */
export function useLog(): {readonly lines: readonly LogLine[]; readonly file: string | undefined} {
  const {log} = useServices();
  const lines = useSyncExternalStore(log.subscribe, log.lines, log.lines);
  return {lines, file: log.file()};
}
