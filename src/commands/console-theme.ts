import type {Settings} from '../store/settings-types.ts';
import type {Env} from '../store/paths.ts';
import {colorDepth, needsAscii} from '../terminal/capabilities.ts';
import type {ThemeOptions} from '../theme.ts';

/** The look of the console: what the configuration says, else what the environment says of the terminal. */
export function themeOptions(
  settings: Pick<Settings, 'theme' | 'ascii' | 'profile'>,
  env: Env,
): ThemeOptions {
  const {theme, ascii, profile} = settings;
  const account = profile.color === undefined ? {} : {account: profile.color, production: profile.color};
  return {
    ascii: ascii ?? needsAscii(env),
    depth: colorDepth(env),
    name: theme.name ?? 'terminal',
    colors: {...account, ...theme.colors},
  };
}
