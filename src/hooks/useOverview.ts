import type {Millis, Overview} from '../domain/records.ts';
import {useServices} from './useServices.tsx';
import {useStored} from './useStored.ts';

export type OverviewNumbers = {
  readonly overview: Overview;
  readonly ibxs: readonly {readonly ibx: string; readonly open: number}[];
};

/** How many tickets there are, by status, age, site and day of arrival. */
export function useOverview(ages: readonly Millis[], days: readonly Millis[]): OverviewNumbers {
  const {store} = useServices();
  return useStored([ages, days], () => ({
    overview: store.overview(ages, days),
    ibxs: store.ibxs(),
  }));
}
