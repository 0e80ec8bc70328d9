import type {Settings} from '../settings/settings-types.ts';
import type {Env} from '../settings/paths.ts';
import {colorDepth, needsAscii, showsLinks} from '../terminal/capabilities.ts';
import type {ThemeOptions} from '../terminal/theme.ts';

/** The look of the console: what the configuration says, else what the environment says of the terminal. */
export function themeOptions(
  settings: Pick<Settings, 'theme' | 'ascii' | 'profile' | 'screenReader' | 'ticketUrl'>,
  env: Env,
): ThemeOptions & {readonly linear: boolean} {
  const {theme, ascii, profile, ticketUrl} = settings;
  const linear = settings.screenReader ?? env['INK_SCREEN_READER'] === 'true';
  const account = profile.color === undefined ? {} : {account: profile.color, production: profile.color};
  return {
    ascii: ascii ?? needsAscii(env),
    depth: linear ? 'none' : colorDepth(env),
    linear,
    linkHosts:
      showsLinks(env) && !linear && URL.canParse(ticketUrl) ? [new URL(ticketUrl).hostname] : undefined,
    name: theme.name ?? 'terminal',
    colors: {...account, ...theme.colors},
  };
}
