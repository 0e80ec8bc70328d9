import type {TicketLocation, TicketType} from '../api/api.ts';
import {useServices} from './services.tsx';
import {useKeptReading, type KeptReading} from './useKeptReading.ts';

const HOUR = 60 * 60 * 1000;

/** The places that a new ticket can name; there without the service once they were read. */
export function usePlaces(): KeptReading<readonly TicketLocation[]> {
  const {api} = useServices();
  return useKeptReading('places', 12 * HOUR, () => api.ticketLocations());
}

/** Problems as the older trouble-ticket API words them. */
export function useTicketTypes(): KeptReading<readonly TicketType[]> {
  const {api} = useServices();
  return useKeptReading('ticket-types', 7 * 24 * HOUR, () => api.ticketTypes());
}
