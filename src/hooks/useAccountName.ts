import type {Store} from '../store/store.ts';
import {useServices} from './useServices.tsx';
import {useStored} from './useStored.ts';

/** By the first ticket, which seldom changes: reading it whole with each change of the store would make keys slower. */
const names = new WeakMap<Store, {readonly id: string; readonly name: string}>();

/** The account's number and name, as the first ticket says it; the service has no other place for them. */
export function useAccountName(): string | undefined {
  const {store} = useServices();
  return useStored([], () => {
    const [row] = store.page({filter: {}, sort: 'id'}, 0, 1);
    if (row === undefined) return undefined;
    const known = names.get(store);
    if (known?.id === row.id) return known.name;
    const {accountNumber, accountName} = store.ticket(row.id)?.ticket ?? {};
    const name = [accountNumber, accountName].filter((part) => part !== undefined).join(' ');
    if (name === '') return undefined;
    names.set(store, {id: row.id, name});
    return name;
  });
}
