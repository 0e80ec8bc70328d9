import type {PictureWay} from '../screens/ui.ts';
import type {Env} from '../settings/paths.ts';
import type {Settings} from '../settings/settings-types.ts';
import {isRemote, multiplexer, pictureProtocol} from '../terminal/capabilities.ts';
import {themeOptions} from './console-theme.ts';

/** How pictures are drawn here: as the configuration says, else as the environment lets the terminal be known. */
export function pictureWay(settings: Settings, env: Env): PictureWay {
  const through = multiplexer(env);
  const isTmux = through === 'tmux';
  return {drawnBy: drawnBy(settings, env), isTmux, isSlow: isTmux || isRemote(env)};
}

function drawnBy(settings: Settings, env: Env): PictureWay['drawnBy'] {
  const {pictures} = settings;
  if (pictures === 'blocks' || pictures === 'off') return pictures;
  const through = multiplexer(env);
  // screen hands nothing through; tmux only where the user has set it up so, which the setting says.
  if (through === 'screen' || themeOptions(settings, env).linear) return 'blocks';
  if (pictures !== 'auto') return pictures;
  return (through === undefined ? pictureProtocol(env) : undefined) ?? 'blocks';
}
