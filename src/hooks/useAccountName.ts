import {useServices} from './useServices.tsx';
import {useStored} from './useStored.ts';

/** The account's number and name, as the first ticket says it; the service has no other place for them. */
export function useAccountName(): string | undefined {
  const {store} = useServices();
  return useStored([], () => {
    const [row] = store.page({filter: {}, sort: 'id'}, 0, 1);
    const ticket = row === undefined ? undefined : store.ticket(row.id)?.ticket;
    const words = [ticket?.accountNumber, ticket?.accountName].filter((part) => part !== undefined);
    return words.length === 0 ? undefined : words.join(' ');
  });
}
