import {useEffect, useMemo} from 'react';
import {line, span} from '../../components/lines.ts';
import {Menu, type MenuItem} from '../Menu.tsx';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {AccountInfo} from '../../domain/account.ts';
import {padEnd, textWidth} from '../../text/width.ts';
import {theme} from '../../terminal/theme.ts';
import type {SizedProps} from './WelcomeScreen.tsx';

/** A name that no profile can have. */
const ANOTHER = '+';

/** Every profile that this machine knows; choosing one closes this one's database and opens the other's. */
export function ProfileMenu({ui, width, height}: SizedProps) {
  const {accounts, account} = useServices();
  const profiles = useMemo(() => createState<readonly AccountInfo[] | undefined>(undefined), []);
  const known = useValue(profiles);
  useEffect(() => {
    accounts.profiles().then(profiles.set, ui.fail);
  }, [accounts, profiles, ui]);
  const items = useMemo(() => itemsOf(known ?? [], account), [known, account]);
  const choose = (value: string) => {
    if (value === ANOTHER) return ui.signIn.open('');
    if (value === account.profile && account.environment !== 'demo') return ui.go({type: 'back'});
    ui.switchTo({kind: 'profile', profile: value});
  };
  const rows = Math.max(1, Math.min(items.length, height - 2));
  return (
    <Pane
      width={width}
      height={height}
      title="Profiles"
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

function itemsOf(profiles: readonly AccountInfo[], current: AccountInfo): readonly MenuItem<string>[] {
  // What is shown may have been signed in to for this run alone.
  const shown = profiles.map((item) => (isShown(item, current) ? current : item));
  const nameWidth = Math.max(8, ...profiles.map(({profile}) => textWidth(profile)));
  const rows = shown.map((item): MenuItem<string> => {
    const {profile, environment, endpoint, label, readOnly} = item;
    const where = environment === 'custom' ? endpoint : environment;
    const words = [
      where,
      label ?? 'nobody has signed in',
      readOnly ? 'read-only' : undefined,
      isShown(item, current) ? 'shown now' : undefined,
    ];
    return {
      value: profile,
      spans: [
        `${padEnd(profile, nameWidth)}  `,
        span(words.filter((word) => word !== undefined).join(` ${theme.glyphs.separator} `), 'dim'),
      ],
    };
  });
  return [
    ...rows,
    {value: ANOTHER, spans: ['Sign in to another account', span('  as a profile of its own', 'dim')]},
  ];
}

function isShown({profile}: AccountInfo, current: AccountInfo): boolean {
  return current.environment !== 'demo' && profile === current.profile;
}
