import {useEffect, useMemo} from 'react';
import {line, span} from '../../components/lines.ts';
import {Menu, type MenuItem} from '../Menu.tsx';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {AccountInfo} from '../../domain/account.ts';
import type {Accounts} from '../../state/services.ts';
import {padEnd, textWidth} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import type {Entrance, Guide, Sized} from '../ui.ts';

/** Names that no profile can have. */
const ANOTHER = '+';
const TOGETHER = '*';

export type ProfileMenuProps = Sized<Guide & Entrance> & {
  /** What is done in the one that is chosen, of those that are shown together. */
  readonly purpose: 'create' | 'signin' | undefined;
};

const TITLES = {create: 'New ticket: in which account?', signin: 'Sign in: to which account?'} as const;

/** Every profile that this machine knows; choosing one closes this one's database and opens the other's. */
export function ProfileMenu({ui, width, height, purpose}: ProfileMenuProps) {
  const {accounts, account} = useServices();
  const profiles = useMemo(() => createState<readonly AccountInfo[] | undefined>(undefined), []);
  const known = useValue(profiles);
  useEffect(() => {
    accounts.profiles().then(profiles.set, ui.fail);
  }, [accounts, profiles, ui]);
  const isTogether = accounts.joined.length > 0;
  const items = useMemo(
    () =>
      purpose === undefined ? itemsOf(known ?? [], account, isTogether) : joinedItems(accounts, purpose),
    [known, account, accounts, isTogether, purpose],
  );
  const choose = (value: string) => {
    if (value === ANOTHER) return ui.signIn.open('');
    if (purpose === 'signin') return ui.signIn.open(value);
    if (purpose === 'create') return ui.switchTo({kind: 'profile', profile: value, begin: 'ticket.new'});
    if (value === TOGETHER) return ui.switchTo({kind: 'profile', profile: 'all'});
    if (value === account.profile && account.environment !== 'demo') return ui.go({type: 'back'});
    ui.switchTo({kind: 'profile', profile: value});
  };
  const rows = Math.max(1, Math.min(items.length, height - 2));
  return (
    <Pane
      width={width}
      height={height}
      title={purpose === undefined ? 'Profiles' : TITLES[purpose]}
      foot="Esc stays here"
      lines={known === undefined ? [line(span(' Reading…', 'dim'))] : []}
      focused
      inset={
        known === undefined
          ? undefined
          : {
              at: 0,
              rows,
              node: (
                <Menu
                  items={items}
                  width={width - 2}
                  height={rows}
                  initial={account.profile}
                  onChoose={choose}
                  actions={{back: () => ui.go({type: 'back'})}}
                />
              ),
            }
      }
    />
  );
}

/** A new ticket is for one that may write. */
function joinedItems(
  {joined, isRefused}: Accounts,
  purpose: 'create' | 'signin',
): readonly MenuItem<string>[] {
  return rowsOf(
    joined.filter(({readOnly}) => purpose === 'signin' || !readOnly),
    undefined,
    purpose === 'signin' ? isRefused : undefined,
  );
}

function itemsOf(
  profiles: readonly AccountInfo[],
  current: AccountInfo,
  isTogether: boolean,
): readonly MenuItem<string>[] {
  const together: MenuItem<string> = {
    value: TOGETHER,
    spans: ['All of them together', span(isTogether ? '  shown now' : '  in one list', 'dim')],
  };
  return [
    ...rowsOf(profiles, current),
    ...(profiles.length > 1 ? [together] : []),
    {value: ANOTHER, spans: ['Sign in to another account', span('  as a profile of its own', 'dim')]},
  ];
}

function rowsOf(
  profiles: readonly AccountInfo[],
  current: AccountInfo | undefined,
  isRefused?: Accounts['isRefused'],
): readonly MenuItem<string>[] {
  // What is shown may have been signed in to for this run alone.
  const shown = profiles.map((item) => (isShown(item, current) ? current : item));
  const nameWidth = Math.max(8, ...profiles.map(({profile}) => textWidth(profile)));
  return shown.map((item): MenuItem<string> => {
    const {profile, environment, endpoint, label, readOnly} = item;
    const where = environment === 'custom' ? endpoint : environment;
    const words = [
      where,
      // Its credential may come from a command or the environment: who signs in is known to the service alone.
      label ?? 'account not known yet',
      readOnly ? 'read-only' : undefined,
      isShown(item, current) ? 'shown now' : undefined,
    ];
    return {
      value: profile,
      spans: [
        `${padEnd(profile, nameWidth)}  `,
        ...(isRefused?.(profile) === true
          ? [span(`not signed in ${theme.glyphs.separator} `, 'danger')]
          : []),
        span(words.filter((word) => word !== undefined).join(` ${theme.glyphs.separator} `), 'dim'),
      ],
    };
  });
}

function isShown({profile}: AccountInfo, current: AccountInfo | undefined): current is AccountInfo {
  return current !== undefined && current.environment !== 'demo' && profile === current.profile;
}
