import type {Store} from '../store/store.ts';
import {useServices} from './useServices.tsx';
import {useStored} from './useStored.ts';

/** It stays the same while a console runs; reading a whole ticket for it with each change of the store would make keys slower. */
const names = new WeakMap<Store, string>();

/** The account's number and name, as the first ticket says it; the service has no other place for them. */
export function useAccountName(): string | undefined {
  const {store} = useServices();
  return useStored([], () => {
    const name = names.get(store) ?? nameIn(store);
    if (name !== undefined) names.set(store, name);
    return name;
  });
}

function nameIn(store: Store): string | undefined {
  const [row] = store.page({filter: {}, sort: 'id'}, 0, 1);
  const ticket = row === undefined ? undefined : store.ticket(row.id)?.ticket;
  const words = [ticket?.accountNumber, ticket?.accountName].filter((part) => part !== undefined);
  return words.length === 0 ? undefined : words.join(' ');
}
