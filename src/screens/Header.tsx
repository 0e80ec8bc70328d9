import {LineText} from '../components/Pane.tsx';
import {span, spread, type Span} from '../components/lines.ts';
import {useServices} from '../hooks/services.tsx';
import {useValue} from '../hooks/state.ts';
import {useAccountName} from '../hooks/useAccountName.ts';
import {useCounts} from '../hooks/useCounts.ts';
import {useSyncStatus} from '../hooks/useSyncStatus.ts';
import {VIEWS} from '../hooks/views.ts';
import {ageShort} from '../text/dates.ts';
import {theme} from '../theme.ts';
import type {SyncStatus} from '../sync/types.ts';
import type {Ui} from '../ui.ts';

const ENVIRONMENTS = {production: 'prod', sandbox: 'sandbox', demo: 'demo', custom: 'custom'} as const;

/** Where we are: program, environment and account, the views with their counts, the age of what is shown. */
export function Header({ui, width}: {readonly ui: Ui; readonly width: number}) {
  const {account, clock} = useServices();
  const counts = useCounts();
  const status = useSyncStatus();
  const owner = useAccountName();
  const {view} = useValue(ui.list);
  const isNarrow = width < 90;
  const views = VIEWS.flatMap((item, index): readonly Span[] => {
    const words = `${index + 1} ${isNarrow && index !== view ? '' : `${item.name} `}${item.count(counts)}`;
    return [{text: index === 0 ? '' : '  '}, index === view ? span(words, 'strong') : span(words, 'dim')];
  });
  const age = span(`  ${syncWords(status, clock.now())} `, status.error === undefined ? 'dim' : 'danger');
  const isProduction = account.environment === 'production';
  const name: readonly Span[] = [
    span(width < 60 ? ' ' : ' casedeck  ', 'strong'),
    span(ENVIRONMENTS[account.environment], isProduction ? 'production' : 'normal'),
    span(account.profile === 'default' ? '' : ` ${theme.glyphs.separator} ${account.profile}`, 'account'),
    {text: owner === undefined ? '' : ` ${theme.glyphs.separator} ${owner}`},
  ];
  return <LineText width={width} line={spread(name, width < 44 ? [age] : [...views, age], width)} />;
}

/** How old the list is, or what is happening to it. */
export function syncWords(status: SyncStatus, now: number): string {
  const {glyphs} = theme;
  if (status.progress !== undefined) return `${glyphs.refresh} ${status.progress.done}/${status.progress.total}`;
  const age = status.listAt === undefined ? 'never' : ageShort(Math.max(0, now - status.listAt));
  if (status.state === 'offline') return `offline, ${age}`;
  if (status.state === 'refused') return `not signed in, ${age}`;
  if (status.state === 'waiting') return `waiting, ${age}`;
  return `${glyphs.refresh} ${age}`;
}
