import type {Api} from '../../../api/api.ts';
import {resolveEndpoints, type OperationId} from '../../../api/endpoints.ts';
import {caseNumberOf, type Ticket, type TicketSummary} from '../../../domain/ticket.ts';
import {ApiError, describeError} from '../../../errors.ts';
import {isNoSuchPath} from '../../../api/oddity-watch.ts';
import {alternativesOf, siblingsOf} from './alternatives.ts';
import {
  assetsOf,
  firstReadable,
  leave,
  newerNoticesText,
  noticesOf,
  noticesText,
  otherOrdersOf,
  questionsText,
  ROWS_TRIED,
} from './first-reads.ts';
import type {Recorded, Recorder} from './recorder.ts';

/** What came of one thing that was tried. */
export type Step = {
  readonly name: string;
  readonly operation: OperationId;
  readonly outcome: 'works' | 'works elsewhere' | 'fails' | 'not tried';
  readonly words: string;
  readonly hint?: string | undefined;
  /** The path that worked instead of the built-in or configured one. */
  readonly path?: string;
  /** False for what casedeck does not use as it is configured. */
  readonly isNeeded: boolean;
  readonly requests: readonly Recorded[];
};

export type WalkDeps = {
  /** A client that only reads, with these paths over the configured ones. */
  readonly client: (paths: Readonly<Record<string, string>>) => Api;
  readonly configured: Readonly<Record<string, string>>;
  readonly recorder: Recorder;
  /** Whether notices are read by the newer API, and orders that are no tickets at all. */
  readonly newerNotices: boolean;
  readonly otherOrders: boolean;
  /** Called as soon as each step is done. */
  readonly onStep: (step: Step) => void;
};

/** One read of everything, in the order in which one needs the other; paths that worked elsewhere. */
export class Walk {
  readonly #deps: WalkDeps;
  #paths: Readonly<Record<string, string>>;
  #found: Record<string, string> = {};

  constructor(deps: WalkDeps) {
    this.#deps = deps;
    this.#paths = deps.configured;
  }

  /** Paths to store: those that worked, and what lies beside them. */
  found(): Readonly<Record<string, string>> {
    return this.#found;
  }

  async run(): Promise<void> {
    const signedIn = await this.#try('token', 'Token', async (api) => {
      await api.identify();
      return 'accepted';
    });
    if (signedIn === undefined) return;
    let rows: readonly TicketSummary[] = [];
    await this.#try('searchOrders', 'Order history', async (api) => {
      const page = await api.searchOrders({
        productTypes: ['TROUBLE'],
        dateRange: 'PAST_YEAR',
        size: ROWS_TRIED,
      });
      rows = page.tickets;
      return `${page.totalElements} trouble tickets of the past year`;
    });
    await this.#tickets(rows);
    await this.#try(
      'ticketLocations',
      'Places',
      async (api) => `${(await api.ticketLocations()).length} sites`,
    );
    await this.#try(
      'ticketTypes',
      'Problem codes',
      async (api) => `${(await api.ticketTypes()).length} of them`,
    );
    await this.#try(
      'listOrderLocations',
      'Sites of orders',
      async (api) => `${(await api.listOrderLocations()).length} sites`,
    );
    await this.#notices();
    await this.#orders(rows);
    await this.#assets();
  }

  /** An account without the permission is nothing to mend here. */
  async #notices(): Promise<void> {
    let first: string | undefined;
    await this.#try('searchNotices', 'Notices', async (api) => {
      const found = await noticesOf(api);
      first = typeof found === 'string' ? undefined : found[0]?.id;
      return noticesText(found);
    });
    const id = first;
    await this.#try(
      'getNotice',
      'One notice',
      id === undefined
        ? undefined
        : async (api) => `read, ${(await api.getNotice(id)).emails?.length ?? 0} mails`,
    );
    await this.#try('findNotices', 'Newer notices', async (api) => await newerNoticesText(api), {
      isNeeded: this.#deps.newerNotices,
    });
  }

  /** Orders that are no tickets, and what orders ask: whether tickets have that too is a guess of ours. */
  async #orders(tickets: readonly TicketSummary[]): Promise<void> {
    let first: string | undefined;
    await this.#try(
      'searchOrders',
      'Other orders',
      async (api) => {
        const found = await otherOrdersOf(api);
        first = typeof found === 'string' ? undefined : found.first;
        return typeof found === 'string' ? found : `${found.total} of the past year`;
      },
      {isNeeded: this.#deps.otherOrders},
    );
    const id = first;
    const read = async (api: Api, order: string) => {
      const {ticket} = await api.getOrder(order);
      return `read, with ${ticket.notes?.length ?? 0} notes`;
    };
    await this.#try('getOrder', 'One order', id === undefined ? undefined : (api) => read(api, id), {
      isNeeded: this.#deps.otherOrders,
    });
    await this.#try(
      'listNegotiations',
      'Questions',
      tickets.length === 0 ? undefined : (api) => questionsText(api, tickets),
    );
  }

  async #assets(): Promise<void> {
    let first: string | undefined;
    await this.#try('searchAssets', 'Assets', async (api) => {
      const found = await assetsOf(api);
      first = typeof found === 'string' ? undefined : found.first;
      return typeof found === 'string' ? found : `${found.total} installed`;
    });
    const number = first;
    await this.#try(
      'getAsset',
      'One asset',
      number === undefined
        ? undefined
        : async (api) => {
            const {cabinet} = await api.getAsset(number);
            return cabinet === undefined ? 'read; no cabinet is found in it' : 'read, with its cabinet';
          },
    );
  }

  async #tickets(rows: readonly TicketSummary[]): Promise<void> {
    let ticket: Ticket | undefined;
    await this.#try(
      'getTicket',
      'One ticket',
      rows.length === 0
        ? undefined
        : async (api) => {
            ticket = await firstReadable(api, rows);
            return `read, with ${ticket.notes?.length ?? 0} notes`;
          },
    );
    const number = ticket === undefined ? undefined : caseNumberOf(ticket);
    const [email] = ticket?.emails ?? [];
    const [file] = ticket?.attachments ?? [];
    await this.#try(
      'getEmail',
      'Its e-mail',
      number === undefined || email === undefined
        ? undefined
        : async (api) => {
            await api.getEmail(email.id, number);
            return 'read';
          },
    );
    await this.#try(
      'downloadAttachment',
      'Its file',
      number === undefined || file === undefined
        ? undefined
        : async (api) => {
            await leave(await api.downloadAttachment(number, file.id));
            return 'begun, and left';
          },
    );
  }

  /** Tries an operation where it is believed to be, then where else it may be. */
  async #try(
    operation: OperationId,
    name: string,
    read: ((api: Api) => Promise<string>) | undefined,
    {isNeeded = true}: {readonly isNeeded?: boolean} = {},
  ): Promise<string | undefined> {
    const {onStep, recorder} = this.#deps;
    const tell = (step: Pick<Step, 'outcome' | 'words' | 'hint' | 'path'>) =>
      onStep({name, operation, isNeeded, ...step, requests: recorder.take()});
    if (read === undefined) {
      tell({outcome: 'not tried', words: 'nothing was found to try it with'});
      return undefined;
    }
    const first = await attempt(this.#deps.client(this.#paths), read);
    if ('words' in first) {
      tell({outcome: 'works', words: first.words});
      return first.words;
    }
    if (isNoSuchPath(first.error)) {
      for (const path of alternativesOf(operation, resolveEndpoints(this.#paths))) {
        const paths = {...this.#paths, [operation]: path};
        const other = await attempt(this.#deps.client(paths), read);
        if ('error' in other) continue;
        this.#paths = paths;
        this.#keep(operation, path);
        tell({outcome: 'works elsewhere', words: other.words, path});
        return other.words;
      }
    }
    const {title, hint} = describeError(first.error);
    const isGone = first.error instanceof ApiError && first.error.status === 410;
    const mend =
      isGone || isNoSuchPath(first.error)
        ? `Write where it is into [api.paths] of config.toml (${operation} = "/path"), or try casedeck doctor --spec FILE.`
        : hint;
    tell({outcome: 'fails', words: title, hint: mend});
    return undefined;
  }

  #keep(operation: OperationId, path: string): void {
    this.#found = {...this.#found, [operation]: path, ...(operation === 'getTicket' ? siblingsOf(path) : {})};
  }
}

async function attempt(
  api: Api,
  read: (api: Api) => Promise<string>,
): Promise<{readonly words: string} | {readonly error: unknown}> {
  try {
    return {words: await read(api)};
  } catch (error) {
    return {error};
  }
}
