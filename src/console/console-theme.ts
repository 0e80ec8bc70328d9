import type {Settings} from '../settings/settings-types.ts';
import type {AccountInfo} from '../domain/account.ts';
import type {Env} from '../settings/paths.ts';
import {colorDepth, needsAscii, showsLinks} from '../terminal/capabilities.ts';
import type {ThemeOptions} from '../terminal/theme.ts';

/** The look of the console: what the configuration says, else what the environment says of the terminal. */
export function themeOptions(
  settings: Pick<Settings, 'theme' | 'ascii' | 'profile' | 'profiles' | 'screenReader' | 'ticketUrl'>,
  env: Env,
  joined: readonly AccountInfo[] = [],
): ThemeOptions & {readonly linear: boolean} {
  const {theme, ascii, profile, ticketUrl} = settings;
  const linear = settings.screenReader ?? env['INK_SCREEN_READER'] === 'true';
  const isOne = joined.length === 0;
  const account =
    !isOne || profile.color === undefined ? {} : {account: profile.color, production: profile.color};
  return {
    ascii: ascii ?? needsAscii(env),
    depth: linear ? 'none' : colorDepth(env),
    linear,
    linkHosts:
      showsLinks(env) && !linear && URL.canParse(ticketUrl) ? [new URL(ticketUrl).hostname] : undefined,
    name: theme.name ?? 'terminal',
    colors: {...account, ...theme.colors},
    accounts: accountLooks(joined, settings.profiles),
  };
}

/** Each of several accounts in its own colour; production is told from the others where it has none. */
function accountLooks(
  joined: readonly AccountInfo[],
  profiles: Settings['profiles'],
): NonNullable<ThemeOptions['accounts']> {
  const looks = joined.map(({profile, environment}) => {
    const color = profiles.find(({name}) => name === profile)?.color;
    const style = environment === 'production' ? ('production' as const) : ('account' as const);
    return [profile, {style, ...(color === undefined ? {} : {color})}] as const;
  });
  return Object.fromEntries(looks);
}
