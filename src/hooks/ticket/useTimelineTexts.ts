import {useSyncExternalStore} from 'react';
import type {TimelineTexts} from '../../domain/records.ts';
import type {Poller} from '../../sync/contracts.ts';
import {useServices} from '../useServices.tsx';
import {useStored} from '../useStored.ts';

const NOTHING: TimelineTexts = {mails: new Map(), fileTimes: new Map()};

export type TimelineReading = {
  readonly texts: TimelineTexts;
  /** Why e-mails on screen could not be read. */
  readonly failures: ReturnType<Poller['mailFailures']>;
};

/** What the timeline of a ticket shows beside the ticket; nothing while it is not wanted. */
export function useTimelineTexts(id: string, isWanted: boolean): TimelineReading {
  const {store, poller} = useServices();
  const failures = useSyncExternalStore(poller.subscribe, poller.mailFailures, poller.mailFailures);
  const texts = useStored([id, isWanted], () => (isWanted ? store.timelineTexts(id) : NOTHING));
  return {texts, failures};
}
