import {useEffect} from 'react';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {markShown} from '../ticket/seen-actions.ts';
import type {Ui} from '../ui.ts';

export type ShownEmails = {
  readonly ticketId: string;
  readonly ids: readonly string[];
  /** The lines where each begins and where its own words end. */
  readonly places: {readonly starts: readonly number[]; readonly ends: readonly number[]};
  /** The first line on screen, and the one behind the last. */
  readonly top: number;
  readonly bottom: number;
};

/** Counts e-mails as seen whose end stood on screen; tells whether one goes on below it. */
export function useSeenEmails(
  ui: Pick<Ui, 'nav' | 'list'>,
  {ticketId, ids, places: {starts, ends}, top, bottom}: ShownEmails,
): {readonly isCut: boolean} {
  const services = useServices();
  const {overlay} = useValue(ui.nav);
  const isRead = (_: string, index: number) => {
    const end = ends[index] ?? 0;
    return end > top && end <= bottom;
  };
  const seen = (overlay === undefined ? ids : [])
    .filter(isRead)
    .map((id) => `email:${id}`)
    .join('\n');
  useEffect(() => markShown(ui, services, ticketId, seen.split('\n')), [ui, services, ticketId, seen]);
  return {isCut: ends.some((end, index) => (starts[index] ?? 0) < bottom && end > bottom)};
}
