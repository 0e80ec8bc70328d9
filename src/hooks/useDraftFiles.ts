import {useMemo} from 'react';
import type {DraftKind} from '../domain/records.ts';
import {createDraftFiles, type DraftFiles} from '../state/draft-files.ts';
import {useServices} from './useServices.tsx';
import {useValue} from './useValue.ts';

/** The files of a note being written; the component renders again when they change. */
export function useDraftFiles(ticketId: string, kind: DraftKind): DraftFiles {
  const services = useServices();
  const files = useMemo(() => createDraftFiles(services, ticketId, kind), [services, ticketId, kind]);
  useValue(files);
  return files;
}
