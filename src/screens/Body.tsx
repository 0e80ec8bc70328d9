import {useValue} from '../hooks/state.ts';
import {topScreen, type Screen} from '../navigation.ts';
import type {Ui} from '../ui.ts';
import {CancelDialog} from './cancel/CancelDialog.tsx';
import {Composer} from './compose/Composer.tsx';
import {EmailScreen} from './EmailScreen.tsx';
import {FilterLine} from './FilterLine.tsx';
import {HelpScreen} from './HelpScreen.tsx';
import {ListScreen} from './list/ListScreen.tsx';
import {TicketScreen} from './ticket/TicketScreen.tsx';

export type BodyProps = {readonly ui: Ui; readonly width: number; readonly height: number};

/** The screen on top, and the modal above or below it. */
export function Body({ui, width, height}: BodyProps) {
  const {modal} = useValue(ui.nav);
  const size = {ui, width, height};
  switch (modal?.kind) {
    case 'help':
      return <HelpScreen {...size} />;
    case 'compose':
      return <Composer {...size} ticketId={modal.ticketId} draft={modal.draft} />;
    case 'cancel':
      return <CancelDialog {...size} ticketId={modal.ticketId} field={modal.field} />;
    case 'filter':
    case undefined:
      return (
        <>
          <ScreenOf {...size} height={modal === undefined ? height : height - 1} />
          {modal === undefined ? null : <FilterLine ui={ui} width={width} />}
        </>
      );
  }
}

function ScreenOf({ui, width, height}: BodyProps) {
  const screen = topScreen(useValue(ui.nav));
  return <Chosen screen={screen} ui={ui} width={width} height={height} />;
}

function Chosen({screen, ...size}: BodyProps & {readonly screen: Screen}) {
  switch (screen.kind) {
    case 'list':
      return <ListScreen {...size} />;
    case 'ticket':
      return <TicketScreen {...size} id={screen.id} />;
    case 'email':
      return <EmailScreen key={screen.emailId} {...size} ticketId={screen.ticketId} emailId={screen.emailId} />;
  }
}
