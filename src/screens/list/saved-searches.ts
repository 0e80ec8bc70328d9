import {quoteTerm} from '../../domain/filter/filter-tokens.ts';
import {savedSearches, SEARCHES, type SavedSearch} from '../../domain/saved-search.ts';
import {baseOf, freeSlot, viewByName, viewsOf} from '../../domain/views.ts';
import type {Services} from '../../state/services.ts';
import {tellUser, type Guide, type Selection, type Writing} from '../ui.ts';

type Deps = Pick<Services, 'settings' | 'store'>;
type Searches = readonly SavedSearch[];

const LONGEST_NAME = 30;

/** Gives the filter of this view a name and a free number key; false: not by this name. */
export function saveSearch(ui: Guide & Selection, deps: Deps, name: string): boolean {
  const {list} = ui;
  const given = name.trim();
  if (!mayBeCalled(ui, given)) return false;
  const view = list.view();
  const {choice, ibx} = list.get();
  const site = view.kind === 'ibx' && ibx !== undefined ? `ibx:${quoteTerm(ibx)}` : '';
  const search: SavedSearch = {
    name: given,
    base: baseOf(view),
    words: [view.words, site, choice.filter].filter((part) => part !== '').join(' '),
    slot: freeSlot(list.views),
    order: choice.order ?? view.order,
    group: list.group(),
  };
  // From now on the view is whole again, and the search is one of its own.
  list.setFilter('');
  list.keep();
  change(ui, deps, (searches) => [...searches, search]);
  list.setView(list.views.findIndex(({id}) => id === given));
  ui.go({type: 'modal', modal: undefined});
  const slot = list.view().slot;
  const key = slot === undefined ? ui.keyFor('view.menu') : String(slot);
  tellUser(ui, `"${given}" is kept: ${key} shows it, ${ui.keyFor('view.menu')} lists, renames and deletes.`);
  return true;
}

/** False: not by this name. */
export function renameSearch(
  ui: Guide & Selection,
  deps: Deps,
  {before, name}: {readonly before: string; readonly name: string},
): boolean {
  const given = name.trim();
  if (given !== before && !mayBeCalled(ui, given)) return false;
  const isShown = ui.list.view().id === before;
  change(ui, deps, (searches) =>
    searches.map((search) => (search.name === before ? {...search, name: given} : search)),
  );
  if (isShown) ui.list.setView(ui.list.views.findIndex(({id}) => id === given));
  ui.go({type: 'modal', modal: {kind: 'menu', menu: 'views', at: given}});
  return true;
}

/** Deletes a search; for a minute that can be taken back. */
export function deleteSearch(ui: Guide & Selection & Writing, deps: Deps, name: string): void {
  const search = savedSearches(deps.store.meta(SEARCHES)).find((each) => each.name === name);
  if (search === undefined) return;
  change(ui, deps, (searches) => searches.filter((each) => each.name !== name));
  ui.undo.offer(() => change(ui, deps, (searches) => [...searches, search]), `"${name}" is back.`);
  tellUser(ui, `"${name}" is deleted. Back in the list ${ui.keyFor('undo')} takes that back, for a minute.`);
}

function mayBeCalled({list}: Selection, name: string): boolean {
  return name !== '' && name.length <= LONGEST_NAME && viewByName(list.views, name) === undefined;
}

/** In one step, so that what another console saved meanwhile stays. */
function change({list}: Selection, {store, settings}: Deps, make: (searches: Searches) => Searches): void {
  const searches = store.changeMeta(SEARCHES, (kept) => {
    const result = make(savedSearches(kept));
    return {kept: JSON.stringify(result), result};
  });
  list.setViews(viewsOf(settings, searches));
}
