import {AppError, exitCodeOf} from '../../errors.ts';
import type {Opened} from '../../console/session/open-services.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {tellError, type Io} from '../../console/session/io.ts';
import {listReadAt, readFirst} from './read-first.ts';

export type TicketsRead = {
  readonly tickets: readonly StoredTicket[];
  /** 0, or that of the first id that could not be had. */
  readonly code: number;
};

/**
 * Each of these tickets once, from the service, else from the store. One that cannot be had is told
 * and does not stop the others; the failure of a single one, and of what concerns all, is thrown.
 */
export async function readTickets(
  services: Pick<Opened, 'clock' | 'poller' | 'several' | 'store'>,
  io: Io,
  ids: readonly string[],
  offline: boolean,
): Promise<TicketsRead> {
  const tickets = new Map<string, StoredTicket>();
  let code = 0;
  for (const [index, id] of ids.entries()) {
    if (ids.length > 1) io.progress(`casedeck: ${index + 1} of ${ids.length} tickets`);
    try {
      const stored = await readTicket(services, io, id, offline);
      tickets.set(stored.row.id, stored);
      await io.taken();
    } catch (error) {
      if (ids.length === 1 || !isOfOneTicket(error, services.several)) throw error;
      code ||= exitCodeOf(error);
      tellError(io, error, `${id}: `);
    }
  }
  io.progress('');
  return {tickets: [...tickets.values()], code};
}

async function readTicket(
  services: Pick<Opened, 'clock' | 'poller' | 'store'>,
  io: Io,
  id: string,
  offline: boolean,
): Promise<StoredTicket> {
  const {clock, store, poller} = services;
  if (!offline) {
    await readFirst(clock, io, {
      read: () => poller.refresh(id),
      storedAt: () => {
        const row = store.row(id);
        return row === undefined ? undefined : (row.fetchedAt ?? listReadAt(services));
      },
    });
  }
  const stored = store.ticket(id);
  if (stored !== undefined) return stored;
  throw new AppError('not-found', `The store has no ticket ${id}.`, {
    hint: 'Without --offline the service is asked.',
  });
}

const OF_ONE_TICKET = new Set(['not-found', 'forbidden', 'conflict', 'rejected', 'input']);

/** Of several accounts one may be away, or not signed in to, and the others not. */
function isOfOneTicket(error: unknown, several: Opened['several']): boolean {
  if (!(error instanceof AppError)) return false;
  return OF_ONE_TICKET.has(error.kind) || (several !== undefined && error.kind !== 'cancelled');
}
