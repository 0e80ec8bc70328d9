import {LineText} from '../components/Pane.tsx';
import {span, type Span, spread} from '../components/lines.ts';
import {useServices} from '../hooks/useServices.tsx';
import {useValue} from '../hooks/useValue.ts';
import {useAccountName} from '../hooks/useAccountName.ts';
import {useStored} from '../hooks/useStored.ts';
import {useSyncStatus} from '../hooks/useSyncStatus.ts';
import {useViewCounts} from '../hooks/useViewCounts.ts';
import type {AccountInfo} from '../domain/account.ts';
import {ageShort} from '../text/time/dates.ts';
import {textWidth, truncate} from '../text/width.ts';
import {theme} from '../terminal/theme.ts';
import type {ReadingProgress, SyncStatus} from '../sync/contracts.ts';
import type {Guide, Selection} from './ui.ts';

const ENVIRONMENTS = {production: 'prod', sandbox: 'sandbox', demo: 'demo', custom: 'custom'} as const;

/** Where we are: program, environment and account, the views with their counts, the age of what is shown. */
export function Header({ui, width}: {readonly ui: Guide & Selection; readonly width: number}) {
  const {account, accounts, clock, store} = useServices();
  const counts = useViewCounts(ui.list);
  const status = useSyncStatus();
  const owner = useAccountName();
  const {view, ibx} = useValue(ui.list);
  const isInOutbox = useValue(ui.nav).screens.some(({kind}) => kind === 'outbox');
  const yours = useStored([], () => store.count({filter: {who: [store.me()]}, sort: 'id'}));
  const age = span(
    `  ${yours === 0 ? '' : `${yours} yours  `}${syncText(status, clock.now(), width)} `,
    status.error === undefined ? 'dim' : 'danger',
  );
  const place: readonly Span[] = [
    span(width < NAMED_FROM ? ' ' : ' casedeck  ', 'strong'),
    ...(accounts.joined.length > 0 ? joinedSpans(accounts.joined) : accountSpans(account)),
    span(account.readOnly ? ' read-only' : '', 'warning'),
  ];
  const isOne = accounts.joined.length === 0;
  const words = !isOne || account.isNamed ? account.label : (owner ?? account.label);
  const name = words === undefined ? '' : ` ${theme.glyphs.separator} ${words}`;
  const views = ui.list.views.map((item, index) => ({
    slot: item.slot,
    name: item.kind === 'ibx' && index === view && ibx !== undefined ? ibx : item.name,
    count: counts[index],
    isPressing: item.kind === 'outbox' || item.id === 'unread',
    isCurrent: isInOutbox ? item.kind === 'outbox' : index === view,
  }));
  const fixed = place.reduce((sum, part) => sum + textWidth(part.text), textWidth(age.text));
  const room = width - fixed - 1 - Math.min(textWidth(name), Math.floor((width - MINIMUM) * NAME_SHARE));
  const right = [...viewSpans(views, room), age];
  const left = width - 1 - [...place, ...right].reduce((sum, part) => sum + textWidth(part.text), 0);
  // A letter or two of it tell nobody which account that is.
  const shown = textWidth(name) <= left || left >= LEAST_NAME ? name : '';
  return <LineText width={width} line={spread([...place, {text: shown}], right, width)} />;
}

function accountSpans({environment, profile}: AccountInfo): readonly Span[] {
  return [
    span(ENVIRONMENTS[environment], environment === 'production' ? 'production' : 'normal'),
    span(profile === 'default' ? '' : ` ${theme.glyphs.separator} ${profile}`, 'account'),
  ];
}

/** So many accounts are named, each in its own colour. */
const NAMED_ACCOUNTS = 3;

function joinedSpans(joined: readonly AccountInfo[]): readonly Span[] {
  if (joined.length > NAMED_ACCOUNTS) return [span(`${joined.length} accounts`, 'strong')];
  return joined.flatMap(({profile}, index) => [
    span(index === 0 ? '' : '+', 'dim'),
    span(profile, `account ${profile}`),
  ]);
}

/** On narrower screens the program's own name leaves its cells to the views. */
const NAMED_FROM = 100;
/** On narrower ones the views are told before how old the rest is. */
const WORDS_FROM = 80;
const MINIMUM = 40;
const LEAST_NAME = 10;
/** Of the cells beyond those, so much of the line is kept for the account's name. */
const NAME_SHARE = 0.3;

const TROUBLE: Readonly<Partial<Record<SyncStatus['state'], string>>> = {
  offline: 'offline',
  refused: 'not signed in',
  waiting: 'waiting',
};

/** How many are read, and how old the rest is that is still shown as it was. */
function readingText({done, total, since}: ReadingProgress, now: number, width: number): string {
  if (width < WORDS_FROM) return `${theme.glyphs.refresh} ${done}/${total}`;
  const rest = since === undefined ? '' : `, rest ${ageShort(Math.max(0, now - since))} old`;
  return `${theme.glyphs.refresh} ${done} of ${total} read${rest}`;
}

/** How old the list is, or what is happening to it. */
function syncText(status: SyncStatus, now: number, width: number): string {
  const {glyphs} = theme;
  if (status.progress !== undefined)
    return `${glyphs.refresh} ${status.progress.done}/${status.progress.total}`;
  const age = status.listAt === undefined ? undefined : ageShort(Math.max(0, now - status.listAt));
  const trouble = TROUBLE[status.state];
  if (trouble === undefined && status.reading !== undefined) return readingText(status.reading, now, width);
  if (trouble === undefined) return `${glyphs.refresh} ${age ?? 'not read yet'}`;
  return age === undefined ? trouble : `${trouble}, ${age}`;
}

/** A view as the header names it. */
type HeaderView = {
  readonly slot: number | undefined;
  readonly name: string;
  readonly count: number | undefined;
  readonly isCurrent: boolean;
  /** It holds what waits for this person: texts that are not sent, news that was not read. */
  readonly isPressing?: boolean;
};

const GAP = 2;

/**
 * As many views as there is room for: always the one on screen, then those that wait for somebody, then others that
 * hold something, in the order of their keys; empty ones only where all fit.
 */
export function viewSpans(views: readonly HeaderView[], room: number): readonly Span[] {
  const rank = ({isCurrent, isPressing = false, count = 0}: HeaderView) => {
    if (isCurrent) return 0;
    if (count === 0) return 3;
    return isPressing ? 1 : 2;
  };
  const kept = new Set<HeaderView>();
  let used = 0;
  for (const view of views.toSorted((one, other) => rank(one) - rank(other))) {
    const width = textWidth(textOf(view)) + (kept.size > 0 ? GAP : 0);
    if (used + width > room && !view.isCurrent) continue;
    kept.add(view);
    used += width;
  }
  return views
    .filter((view) => kept.has(view))
    .flatMap((view, index) => [
      {text: index === 0 ? '' : ' '.repeat(GAP)},
      span(truncate(textOf(view), Math.max(0, room)), view.isCurrent ? 'strong' : 'dim'),
    ]);
}

function textOf({slot, name, count}: HeaderView): string {
  return [slot, name, count].filter((part) => part !== undefined).join(' ');
}
