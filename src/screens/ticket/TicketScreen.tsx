import {Box} from 'ink';
import {useEffect, useMemo} from 'react';
import {useServices} from '../../hooks/useServices.tsx';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {useTicketReading} from '../../hooks/ticket/useTicketReading.ts';
import {createDetailState} from '../../state/detail-state.ts';
import type {Screen} from '../../state/navigation.ts';
import type {Reader, Sized} from '../ui.ts';
import {BESIDE_FROM} from './beside.ts';
import {TicketPane} from './TicketPane.tsx';
import type {TicketParts} from './ticket-actions.ts';
import {useTicketKeys} from './useTicketKeys.ts';

export type TicketScreenProps = Sized<TicketParts & Reader> & {
  readonly screen: Extract<Screen, {readonly kind: 'ticket'}>;
};

/** A ticket on the whole screen, or two side by side where there is room; each scrolls by itself. */
export function TicketScreen({ui, screen, width, height}: TicketScreenProps) {
  const {id, beside} = screen;
  const right = useMemo(() => ({...ui, detail: createDetailState()}), [ui]);
  const own = beside?.isLeft === true ? right : ui;
  const {poller} = useServices();
  const other = beside?.id;
  // They may stand in no list that is on screen.
  useEffect(() => poller.setVisible(other === undefined ? [id] : [id, other]), [poller, id, other]);
  useTicketKeys(own, id, true);
  if (beside === undefined || width < BESIDE_FROM)
    return <OpenedTicket ui={own} id={id} width={width} height={height} focused />;
  const half = Math.floor(width / 2);
  const sides = [
    {side: ui, shown: beside.isLeft ? beside.id : id, cells: half},
    {side: right, shown: beside.isLeft ? id : beside.id, cells: width - half},
  ];
  return (
    <Box>
      {sides.map(({side, shown, cells}) => (
        <OpenedTicket key={shown} ui={side} id={shown} width={cells} height={height} focused={shown === id} />
      ))}
    </Box>
  );
}

type OpenedTicketProps = Pick<TicketScreenProps, 'ui' | 'width' | 'height'> & {
  readonly id: string;
  readonly focused: boolean;
};

function OpenedTicket({id, ...pane}: OpenedTicketProps) {
  const view = useTicket(id);
  const reading = useTicketReading(id);
  return <TicketPane {...pane} id={id} view={view} reading={reading} />;
}
