import {durationMs} from './settings-duration.ts';
import type {Picker} from './settings-picker.ts';
import type {ConfigFile} from './settings-schema.ts';
import type {NotifyKind, Settings} from './settings-types.ts';
import type {ViewSettings} from '../domain/views.ts';

export type ScreenSettings = Omit<
  Settings,
  'profile' | 'profiles' | 'readOnly' | 'api' | 'configFile' | 'untrusted' | 'warnings' | 'origins'
>;

const ALL_KINDS: readonly NotifyKind[] = ['note', 'email', 'file', 'status', 'action'];

/** No page of the portal has a documented address of its own, so the front page is all that is sure to be there. */
const PORTAL = 'https://portal.equinix.com/';

/** The settings of the console: what it shows and how. */
export function screenSettings(config: ConfigFile, pick: Picker): ScreenSettings {
  const {refresh = {}, notify = {}, time = {}, theme = {}} = config;
  return {
    refresh: {
      listMs: durationMs(pick.or('refresh.list', refresh.list, '60s')),
      visibleMs: durationMs(pick.or('refresh.visible', refresh.visible, '60s')),
      openMs: durationMs(pick.or('refresh.open', refresh.open, '15m')),
    },
    codes: pick.table('codes', config.codes),
    keys: pick.table('keys', flatKeys(config.keys ?? {})),
    theme: {name: pick.value('theme.name', theme.name), colors: pick.table('theme.colors', theme.colors)},
    views: Object.entries(pick.table('views', config.views)).map(([name, view]) => viewSettings(name, view)),
    notify: {
      bell: pick.or('notify.bell', notify.bell, true),
      desktop: pick.or('notify.desktop', notify.desktop, 'off'),
      command: pick.value('notify.command', notify.command),
      on: pick.or('notify.on', notify.on, ALL_KINDS),
    },
    time: {show: pick.or('time.show', time.show, 'local'), sites: pick.table('time.sites', time.sites)},
    editor: program(pick.value('editor', config.editor)),
    browser: program(pick.value('browser', config.browser)),
    ticketUrl: pick.or('ticket_url', config.ticket_url, PORTAL),
    ascii: pick.value('ascii', config.ascii),
    reducedMotion: pick.value('reduced_motion', config.reduced_motion),
    screenReader: pick.value('screen_reader', config.screen_reader),
    preview: pick.or('preview', config.preview, 'auto'),
  };
}

function viewSettings(name: string, view: NonNullable<ConfigFile['views']>[string]): ViewSettings {
  return {
    name,
    title: view.title ?? name,
    slot: view.slot,
    filter: view.filter ?? '',
    sort: view.sort,
    descending: view.descending,
    columns: view.columns,
    group: view.group ?? 'none',
  };
}

type KeyTable = {readonly [name: string]: string | readonly string[] | KeyTable};

/** `[keys.ticket] cancel = "X"` and `[keys] "ticket.cancel" = "X"` mean the same. */
function flatKeys(table: KeyTable, prefix = ''): Record<string, readonly string[]> {
  const keys: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(table)) {
    if (typeof value === 'string') keys[prefix + name] = [value];
    else if (isList(value)) keys[prefix + name] = value;
    else Object.assign(keys, flatKeys(value, `${prefix}${name}.`));
  }
  return keys;
}

function isList(value: readonly string[] | KeyTable): value is readonly string[] {
  return Array.isArray(value);
}

/** A text is split at spaces, as shells and git do with $EDITOR; a list is taken as it is. */
function program(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? value.split(/\s+/).filter((word) => word !== '') : value;
}
