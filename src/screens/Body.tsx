import {Box} from 'ink';
import type {ReactElement} from 'react';
import {useValue} from '../hooks/useValue.ts';
import {type Modal, type Screen, type SignInField, topScreen} from '../state/navigation.ts';
import type {Entrance, Guide, Sized, Ui} from './ui.ts';
import {BulkDialog} from './bulk/BulkDialog.tsx';
import {ExportDialog} from './bulk/ExportDialog.tsx';
import {ResultsScreen} from './bulk/ResultsScreen.tsx';
import {AnswerDialog} from './answer/AnswerDialog.tsx';
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
import {WelcomeScreen} from './sign-in/WelcomeScreen.tsx';
import {TicketScreen} from './ticket/TicketScreen.tsx';
import {KeepStep} from './sign-in/KeepStep.tsx';
import {SignInForm} from './sign-in/SignInForm.tsx';

/** Signing in: who and where, tried once, then where to keep it. */
function SignInScreen({
  step,
  field,
  ...size
}: Sized<Guide & Entrance> & {readonly step: 'form' | 'keep'; readonly field: SignInField}) {
  const {signedIn} = useValue(size.ui.signIn);
  if (step === 'keep' && signedIn !== undefined) return <KeepStep {...size} signedIn={signedIn} />;
  return <SignInForm {...size} field={field} />;
}

/** The screen with its modal; below an overlay both live on, so that nothing of them is lost. */
export function Body(size: Sized<Ui>) {
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
function Below({ui, width, height}: Sized<Ui>) {
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
      return drawn(DIALOGS, size, modal);
  }
}

/** Modals that {@link Below} draws together with the screen. */
type WithScreen = 'filter' | 'line' | 'links' | 'name' | 'passphrase';

type Drawn<Of extends {readonly kind: string}> = {
  readonly [Kind in Of['kind']]: (size: Sized<Ui>, of: Extract<Of, {readonly kind: Kind}>) => ReactElement;
};

const DIALOGS: Drawn<Exclude<Modal, {readonly kind: WithScreen}>> = {
  compose: (size, {ticketId, draft, choosing = false, attaching = false}) => (
    <Composer {...size} ticketId={ticketId} draft={draft} choosing={choosing} attaching={attaching} />
  ),
  answer: (size, {kind: _kind, ...modal}) => <AnswerDialog {...size} {...modal} />,
  cancel: (size, {ticketId, field}) => <CancelDialog {...size} ticketId={ticketId} field={field} />,
  remark: (size, {ticketId}) => <RemarkDialog {...size} ticketId={ticketId} />,
  snooze: (size, {ticketId}) => <SnoozeDialog {...size} ticketId={ticketId} />,
  menu: (size, {menu, at}) => <ListMenu {...size} menu={menu} at={at} />,
  bulk: (size, {action, field}) => <BulkDialog {...size} action={action} field={field} />,
  give: (size) => <GiveDialog {...size} />,
  export: (size) => <ExportDialog {...size} />,
  results: (size) => <ResultsScreen {...size} />,
  save: (size, {target}) => <SaveDialog {...size} target={target} />,
  create: (size, {step, field}) => <CreateScreen {...size} step={step} field={field} />,
  welcome: (size) => <WelcomeScreen {...size} />,
  signin: (size, {step, field}) => <SignInScreen {...size} step={step} field={field} />,
  profiles: (size, {purpose}) => <ProfileMenu {...size} purpose={purpose} />,
};

const SCREENS: Drawn<Screen> = {
  list: (size) => <ListScreen {...size} />,
  ticket: (size, screen) => <TicketScreen {...size} screen={screen} />,
  email: (size, {ticketId, emailId}) => (
    <EmailScreen key={emailId} {...size} ticketId={ticketId} emailId={emailId} />
  ),
  file: (size, {ticketId, fileId}) => (
    <FileScreen key={`${ticketId} ${fileId}`} {...size} ticketId={ticketId} fileId={fileId} />
  ),
  outbox: (size) => <OutboxScreen {...size} />,
  search: (size) => <SearchScreen {...size} />,
  remote: (size) => <RemoteScreen {...size} />,
  handover: (size, {ids}) => <HandoverScreen {...size} ids={ids} />,
  overview: (size) => <OverviewScreen {...size} />,
  notices: (size) => <NoticesScreen {...size} />,
  notice: (size, {id, words}) => <NoticeScreen key={id} {...size} id={id} words={words} />,
  since: (size, {since}) => <SinceScreen {...size} since={since} />,
  site: (size, {ibx}) => <SiteScreen key={ibx} {...size} ibx={ibx} />,
  log: (size) => <LogScreen {...size} />,
};

function ScreenOf(size: Sized<Ui>) {
  return drawn(SCREENS, size, topScreen(useValue(size.ui.nav)));
}

function drawn<Of extends {readonly kind: string}>(table: Drawn<Of>, size: Sized<Ui>, of: Of): ReactElement {
  // Each kind has its own entry, which TypeScript cannot follow through the look-up.
  return (table[of.kind as Of['kind']] as (size: Sized<Ui>, of: Of) => ReactElement)(size, of);
}
