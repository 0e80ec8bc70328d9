import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {Ui} from '../screens/ui.ts';
import {copyText} from './copy-text.ts';
import {openUrl} from './open-url.ts';
import type {Opened} from './session/open-services.ts';

export type ShareHost = {
  /** Straight to the terminal. */
  readonly write: (bytes: string) => void;
  readonly inform: (words: string) => void;
  readonly fail: (error: unknown) => void;
};

/** Clipboard and browser, each on a key only. */
export function shareTools(
  services: Pick<Opened, 'settings' | 'platform'>,
  host: ShareHost,
): Pick<Ui, 'copy' | 'browse'> {
  const {settings, platform} = services;
  const {env} = platform;
  const copy = (text: string, words: string) => {
    copyText(text, {env, write: host.write}).then(() => host.inform(words), host.fail);
  };
  return {
    copy: (text, what) => copy(text, `${what} is on the clipboard.`),
    browse(url) {
      openUrl(url, {env, browser: settings.browser}).then((isOpen) => {
        const shown = toSafeLine(url);
        if (isOpen) host.inform(`${shown} is opening in the browser.`);
        else copy(url, `${shown} is on the clipboard; there is no browser here.`);
      }, host.fail);
    },
  };
}
