import {AppError} from '../errors.ts';
import {viewProblem, viewsOf, type View} from '../hooks/views.ts';
import type {Opened} from './open-services.ts';

/** The views of the console, the user's own among them. Throws an AppError `config` for a filter that means nothing. */
export function consoleViews({
  settings,
  store,
  clock,
}: Pick<Opened, 'settings' | 'store' | 'clock'>): readonly View[] {
  const views = viewsOf(settings.views);
  const context = {now: clock.now(), ibxs: () => store.ibxs().map(({ibx}) => ibx)};
  for (const view of views) {
    const problem = viewProblem(view, context);
    if (problem === undefined) continue;
    const file = settings.configFile === undefined ? '' : `${settings.configFile}: `;
    throw new AppError('config', `${file}views.${view.id}.filter: ${problem}`, {
      hint: 'docs/filters.md says what a filter can be.',
    });
  }
  return views;
}
