import {AppError} from '../errors.ts';
import {viewProblem, viewsOf, type View} from '../domain/views.ts';
import {savedSearches, SEARCHES} from '../domain/saved-search.ts';
import type {FilterContext} from '../domain/filter/filter-rules.ts';
import type {Settings} from '../settings/settings-types.ts';
import {placeIn} from './console-keys.ts';
import type {Opened} from './session/open-services.ts';

/** The views of the console, the user's own among them. Throws an AppError `config` for a filter that means nothing. */
export function consoleViews({
  settings,
  store,
  clock,
}: Pick<Opened, 'settings' | 'store' | 'clock'>): readonly View[] {
  checkedViews(settings, {
    now: clock.now(),
    ibxs: () => store.ibxs().map(({ibx}) => ibx),
    me: store.me(),
    accounts: store.accounts,
  });
  return viewsOf(settings, savedSearches(store.meta(SEARCHES)));
}

/** The same for whoever has no tickets at hand, and without what was saved in the console. */
export function checkedViews(
  settings: Pick<Settings, 'views' | 'orders' | 'configFile'>,
  context: FilterContext,
): readonly View[] {
  const views = viewsOf(settings);
  for (const view of views) {
    const problem = viewProblem(view, context);
    if (problem === undefined) continue;
    const place = placeIn(settings.configFile, `views.${view.id}.filter`);
    throw new AppError('config', `${place}: ${problem}`, {
      hint: 'docs/filters.md says what a filter can be.',
    });
  }
  return views;
}
