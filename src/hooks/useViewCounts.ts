import type {ListState} from '../state/list/list-state.ts';
import {useServices} from './useServices.tsx';
import {useValue} from './useValue.ts';
import {useStored} from './useStored.ts';

/** How many tickets each view holds, without what the user filters; undefined where there is no number to tell. */
export function useViewCounts(list: ListState): readonly (number | undefined)[] {
  const {store} = useServices();
  const {at, ibx} = useValue(list);
  return useStored([at, ibx, list.views.map(({id}) => id)], () => {
    const counts = store.counts();
    return list.views.map((view, index) => {
      if (view.count !== undefined) return view.count(counts);
      if (view.kind === 'ibx' && ibx === undefined) return undefined;
      return store.count(list.wholeQuery(index));
    });
  });
}
