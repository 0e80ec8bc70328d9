import {
  PLACES,
  SITES,
  type IbxLocation,
  type TicketLocation,
  type TicketType,
} from '../domain/ticket/ticket-places.ts';
import {useServices} from './useServices.tsx';
import {useKeptReading, type KeptReading} from './ticket/useKeptReading.ts';

const HOUR = 60 * 60 * 1000;

/** The places that a new ticket can name; there without the service once they were read. */
export function usePlaces(): KeptReading<readonly TicketLocation[]> {
  const {api} = useServices();
  return useKeptReading(PLACES, 12 * HOUR, (signal) => api.ticketLocations({signal}));
}

/** The account's sites with their addresses; read when they are wanted for the first time. */
export function useSites(isWanted: boolean): readonly IbxLocation[] {
  const {api} = useServices();
  const name = isWanted ? SITES : undefined;
  return useKeptReading(name, 7 * 24 * HOUR, (signal) => api.listOrderLocations({signal})).value ?? NONE;
}

const NONE: readonly IbxLocation[] = [];

/** Problems as the older trouble-ticket API words them. */
export function useTicketTypes(): KeptReading<readonly TicketType[]> {
  const {api} = useServices();
  return useKeptReading('ticket-types', 7 * 24 * HOUR, (signal) => api.ticketTypes({signal}));
}
