import {spawn} from 'node:child_process';
import {childEnv} from '../secrets/child-env.ts';
import type {Env} from '../settings/paths.ts';
import {isRemote} from '../terminal/capabilities.ts';

export type Browser = {
  readonly env: Env;
  /** Program and arguments from the configuration. */
  readonly browser: readonly string[] | undefined;
  readonly platform?: NodeJS.Platform;
};

/**
 * The command that shows `url` in a browser on this machine; undefined where there is none: nobody sits
 * in front of a machine that was reached by SSH, and without a display there is no window.
 */
export function browserCommand(
  url: string,
  {env, browser, platform = process.platform}: Browser,
): readonly string[] | undefined {
  if (isRemote(env)) return undefined;
  const chosen = browser ?? fromEnvironment(env['BROWSER']);
  if (chosen !== undefined) {
    const placed = chosen.map((word) => word.replaceAll('%s', url));
    return chosen.some((word) => word.includes('%s')) ? placed : [...chosen, url];
  }
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open', url] : undefined;
}

/** BROWSER may name several, parted by colons; the first is meant for whoever wants one. */
function fromEnvironment(value: string | undefined): readonly string[] | undefined {
  const words = value
    ?.split(':')[0]
    ?.split(/\s+/)
    .filter((word) => word !== '');
  return words === undefined || words.length === 0 ? undefined : words;
}

/**
 * Shows the address in a browser; false where there is none here, or it could not be started. The
 * browser gets none of our secrets, writes nowhere on our screen, and outlives us.
 */
export async function openUrl(url: string, options: Browser): Promise<boolean> {
  const [program, ...args] = browserCommand(url, options) ?? [];
  if (program === undefined) return false;
  return await new Promise((resolve) => {
    const child = spawn(program, args, {stdio: 'ignore', detached: true, env: childEnv(options.env)});
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
