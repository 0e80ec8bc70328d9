import {useTicket} from '../../hooks/useTicket.ts';
import {useTicketReading} from '../../hooks/useTicketReading.ts';
import type {Ui} from '../ui.ts';
import {TicketPane} from './TicketPane.tsx';
import {useTicketKeys} from './useTicketKeys.ts';

export type TicketScreenProps = {
  readonly ui: Ui;
  readonly id: string;
  readonly width: number;
  readonly height: number;
};

/** A ticket on the whole screen. */
export function TicketScreen({ui, id, width, height}: TicketScreenProps) {
  const view = useTicket(id);
  const reading = useTicketReading(id);
  useTicketKeys(ui, id, true);
  return <TicketPane ui={ui} view={view} reading={reading} width={width} height={height} focused />;
}
