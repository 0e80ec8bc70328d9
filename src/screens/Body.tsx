import {Box} from 'ink';
import {useValue} from '../hooks/useValue.ts';
import {topScreen, type Modal, type Screen} from '../state/navigation.ts';
import type {Ui} from './ui.ts';
import {BulkDialog} from './bulk/BulkDialog.tsx';
import {ExportDialog} from './bulk/ExportDialog.tsx';
import {ResultsScreen} from './bulk/ResultsScreen.tsx';
import {CancelDialog} from './cancel/CancelDialog.tsx';
import {Composer} from './compose/Composer.tsx';
import {CreateScreen} from './create/CreateScreen.tsx';
import {EmailScreen} from './email/EmailScreen.tsx';
import {FileScreen} from './files/FileScreen.tsx';
import {SaveDialog} from './files/SaveDialog.tsx';
import {FILTER_ROWS, FilterLine} from './FilterLine.tsx';
import {HandoverScreen} from './handover/HandoverScreen.tsx';
import {LinksDialog} from './links/LinksDialog.tsx';
import {ListScreen} from './list/ListScreen.tsx';
import {NameLine} from './list/NameLine.tsx';
import {LogScreen} from './LogScreen.tsx';
import {ListMenu} from './menus/ListMenu.tsx';
import {NoticeScreen} from './notices/NoticeScreen.tsx';
import {NoticesScreen} from './notices/NoticesScreen.tsx';
import {OutboxScreen} from './outbox/OutboxScreen.tsx';
import {OverviewScreen} from './overview/OverviewScreen.tsx';
import {HelpScreen} from './overlay/HelpScreen.tsx';
import {Palette} from './overlay/Palette.tsx';
import {GiveDialog} from './own/GiveDialog.tsx';
import {RemarkDialog} from './own/RemarkDialog.tsx';
import {SnoozeDialog} from './own/SnoozeDialog.tsx';
import {RemoteScreen} from './remote/RemoteScreen.tsx';
import {SinceScreen} from './since/SinceScreen.tsx';
import {SiteScreen} from './site/SiteScreen.tsx';
import {SearchScreen} from './search/SearchScreen.tsx';
import {PASSPHRASE_ROWS, PassphraseLine} from './sign-in/PassphraseLine.tsx';
import {ProfileMenu} from './sign-in/ProfileMenu.tsx';
import {SignInScreen} from './sign-in/SignInScreen.tsx';
import {WelcomeScreen} from './sign-in/WelcomeScreen.tsx';
import {TicketScreen} from './ticket/TicketScreen.tsx';

export type BodyProps = {readonly ui: Ui; readonly width: number; readonly height: number};

/** The screen with its modal; below an overlay both live on, so that nothing of them is lost. */
export function Body(size: BodyProps) {
  const {ui, width, height} = size;
  const {overlay} = useValue(ui.nav);
  return (
    <>
      <Box
        display={overlay === undefined ? 'flex' : 'none'}
        flexDirection="column"
        width={width}
        height={height}
      >
        <Below {...size} />
      </Box>
      {overlay === 'help' || overlay === 'helpSearch' ? <HelpScreen {...size} /> : null}
      {overlay === 'palette' ? <Palette {...size} /> : null}
    </>
  );
}

/** The screen on top with a line of questions below it, or the modal in its place. */
function Below({ui, width, height}: BodyProps) {
  const {modal} = useValue(ui.nav);
  const size = {ui, width, height};
  if (modal === undefined) return <ScreenOf {...size} />;
  switch (modal.kind) {
    case 'filter':
      return (
        <>
          <ScreenOf {...size} height={height - FILTER_ROWS} />
          <FilterLine ui={ui} width={width} />
        </>
      );
    case 'passphrase':
      return (
        <>
          <ScreenOf {...size} height={height - PASSPHRASE_ROWS} />
          <PassphraseLine ui={ui} width={width} below={modal.below} />
        </>
      );
    case 'name':
      return (
        <>
          <ScreenOf {...size} height={height - 1} />
          <NameLine ui={ui} width={width} search={modal.search} />
        </>
      );
    case 'line':
      // The screen draws it itself: it is about what is selected there.
      return <ScreenOf {...size} />;
    case 'links':
      // The text that they stand in waits where it is.
      return (
        <>
          <Box display="none">
            <ScreenOf {...size} />
          </Box>
          <LinksDialog {...size} ticketId={modal.ticketId} emailIds={modal.emailIds} />
        </>
      );
    default:
      return <Dialog {...size} modal={modal} />;
  }
}

type DialogProps = BodyProps & {
  readonly modal: Exclude<Modal, {readonly kind: 'filter' | 'line' | 'links' | 'name' | 'passphrase'}>;
};

function Dialog({modal, ...size}: DialogProps) {
  if ('ticketId' in modal) return <TicketDialog {...size} modal={modal} />;
  switch (modal.kind) {
    case 'menu':
      return <ListMenu {...size} menu={modal.menu} at={modal.at} />;
    case 'bulk':
      return <BulkDialog {...size} action={modal.action} field={modal.field} />;
    case 'give':
      return <GiveDialog {...size} />;
    case 'export':
      return <ExportDialog {...size} />;
    case 'results':
      return <ResultsScreen {...size} />;
    case 'save':
      return <SaveDialog {...size} target={modal.target} />;
    case 'create':
      return <CreateScreen {...size} step={modal.step} field={modal.field} />;
    case 'welcome':
      return <WelcomeScreen {...size} />;
    case 'signin':
      return <SignInScreen {...size} step={modal.step} field={modal.field} />;
    case 'profiles':
      return <ProfileMenu {...size} purpose={modal.purpose} />;
  }
}

type TicketDialogProps = BodyProps & {
  readonly modal: Extract<Modal, {readonly kind: 'compose' | 'cancel' | 'remark' | 'snooze'}>;
};

/** What is done to one ticket. */
function TicketDialog({modal, ...size}: TicketDialogProps) {
  switch (modal.kind) {
    case 'compose':
      return (
        <Composer
          {...size}
          ticketId={modal.ticketId}
          draft={modal.draft}
          choosing={modal.choosing === true}
          attaching={modal.attaching === true}
        />
      );
    case 'cancel':
      return <CancelDialog {...size} ticketId={modal.ticketId} field={modal.field} />;
    case 'remark':
      return <RemarkDialog {...size} ticketId={modal.ticketId} />;
    case 'snooze':
      return <SnoozeDialog {...size} ticketId={modal.ticketId} />;
  }
}

function ScreenOf({ui, width, height}: BodyProps) {
  const screen = topScreen(useValue(ui.nav));
  return <Chosen screen={screen} ui={ui} width={width} height={height} />;
}

function Chosen({screen, ...size}: BodyProps & {readonly screen: Screen}) {
  if ('ticketId' in screen) return <OfTicket {...size} screen={screen} />;
  switch (screen.kind) {
    case 'list':
      return <ListScreen {...size} />;
    case 'outbox':
      return <OutboxScreen {...size} />;
    case 'remote':
      return <RemoteScreen {...size} />;
    case 'search':
      return <SearchScreen {...size} />;
    case 'handover':
      return <HandoverScreen {...size} ids={screen.ids} />;
    case 'overview':
      return <OverviewScreen {...size} />;
    case 'log':
      return <LogScreen {...size} />;
    case 'ticket':
      return <TicketScreen {...size} screen={screen} />;
    default:
      return <OfSites {...size} screen={screen} />;
  }
}

type OfSitesProps = BodyProps & {
  readonly screen: Extract<Screen, {readonly kind: 'since' | 'site' | 'notices' | 'notice'}>;
};

/** What happened, and where. */
function OfSites({screen, ...size}: OfSitesProps) {
  switch (screen.kind) {
    case 'since':
      return <SinceScreen {...size} since={screen.since} />;
    case 'site':
      return <SiteScreen key={screen.ibx} {...size} ibx={screen.ibx} />;
    case 'notices':
      return <NoticesScreen {...size} />;
    case 'notice':
      return <NoticeScreen key={screen.id} {...size} id={screen.id} />;
  }
}

type OfTicketProps = BodyProps & {readonly screen: Extract<Screen, {readonly ticketId: string}>};

/** An e-mail or a file of a ticket. */
function OfTicket({screen, ...size}: OfTicketProps) {
  const {ticketId} = screen;
  return screen.kind === 'file' ? (
    <FileScreen key={`${ticketId} ${screen.fileId}`} {...size} ticketId={ticketId} fileId={screen.fileId} />
  ) : (
    <EmailScreen key={screen.emailId} {...size} ticketId={ticketId} emailId={screen.emailId} />
  );
}
