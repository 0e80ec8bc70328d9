import {useEffect} from 'react';
import {useServices} from '../../hooks/useServices.tsx';
import type {Ui} from '../ui.ts';
import {markShown} from './seen-actions.ts';

/** What of an opened ticket stood on screen to its end counts as seen, frame by frame. */
export function useSeenOnScreen(ui: Ui, id: string | undefined): void {
  const services = useServices();
  useEffect(() => {
    if (id === undefined) return undefined;
    const mark = () => {
      // Status changes have no place of their own in the conversation: an opened ticket shows its status.
      const status = [...(services.store.ticket(id)?.unseen ?? [])].filter((key) =>
        key.startsWith('status:'),
      );
      markShown(ui, services, id, [...ui.detail.readItems(id), ...status]);
    };
    mark();
    const stops = [ui.detail.onFrame(mark), ui.nav.subscribe(mark)];
    return () => stops.forEach((stop) => stop());
  }, [ui, services, id]);
}
