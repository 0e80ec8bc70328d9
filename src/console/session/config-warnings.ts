import {COLUMN_NAMES} from '../../domain/list-columns.ts';
import type {Settings} from '../../settings/settings-types.ts';
import {consoleKeys, placeIn} from '../console-keys.ts';
import {checkedViews} from '../console-views.ts';

type Sources = Pick<Settings, 'warnings' | 'keys' | 'views' | 'orders' | 'configFile'>;

/**
 * Everything in the configuration that means nothing and is left out, with its line. Throws an AppError
 * `config` where two keys are in each other's way, or the filter of a view is not understood.
 */
export function configWarnings(settings: Sources): readonly string[] {
  checkedViews(settings, {now: Date.now(), ibxs: () => [], me: ''});
  return allWarnings(settings, consoleKeys(settings).warnings);
}

/** The same where keys and views have been checked; `ofKeys` is what that said of the keys. */
export function allWarnings(
  settings: Pick<Sources, 'warnings' | 'views' | 'configFile'>,
  ofKeys: readonly string[],
): readonly string[] {
  return [...settings.warnings, ...ofKeys, ...columnWarnings(settings)];
}

function columnWarnings({views, configFile}: Pick<Sources, 'views' | 'configFile'>): readonly string[] {
  const known: readonly string[] = COLUMN_NAMES;
  return views.flatMap(({name, columns = []}) =>
    columns
      .filter((column) => !known.includes(column))
      .map((column) => {
        const place = placeIn(configFile, `views.${name}.columns`);
        return `${place}: there is no column "${column}", ignored; there are ${known.join(', ')}.`;
      }),
  );
}

/** For the start of the console: the first of them in full, and where the others are; undefined where there are none. */
export function warningText(warnings: readonly string[]): string | undefined {
  const [first] = warnings;
  if (first === undefined || warnings.length === 1) return first;
  return `${first} And ${warnings.length - 1} more: "casedeck config" lists them.`;
}
