import {AppError} from '../errors.ts';
import {exportTicket} from '../files/export-ticket.ts';
import {openFolder} from '../files/new-file.ts';
import {toSafeLine} from '../text/safe/to-safe-text.ts';
import type {Ui} from '../screens/ui.ts';
import type {Opened} from './session/open-services.ts';

/** Exports a ticket from the console: it is read first, its parts come as the rate of requests allows. */
export function consoleExport(services: Opened, signal: AbortSignal): Ui['exportTicket'] {
  return async (id, folder) => {
    await services.poller.refresh(id);
    const stored = services.store.ticket(id);
    if (stored === undefined) throw new AppError('not-found', `There is no ticket ${id}.`);
    const deps = {...services, perSecond: services.settings.api.rate.perSecond};
    const written = await exportTicket(deps, stored, await openFolder(folder), {signal});
    return {path: toSafeLine(written.folder), missing: written.missing.length};
  };
}
