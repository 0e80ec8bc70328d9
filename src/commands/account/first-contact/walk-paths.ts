import type {Api, Download} from '../../../api/api.ts';
import {resolveEndpoints, type OperationId} from '../../../api/endpoints.ts';
import type {SiteNotice} from '../../../domain/notices/site-notice.ts';
import {caseNumberOf, type Ticket, type TicketSummary} from '../../../domain/ticket.ts';
import {AppError, describeError} from '../../../errors.ts';
import {isNoSuchPath} from '../../../api/oddity-watch.ts';
import {alternativesOf, siblingsOf} from './alternatives.ts';
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
  readonly requests: readonly Recorded[];
};

export type WalkDeps = {
  /** A client that only reads, with these paths over the configured ones. */
  readonly client: (paths: Readonly<Record<string, string>>) => Api;
  readonly configured: Readonly<Record<string, string>>;
  readonly recorder: Recorder;
  /** Called as soon as each step is done. */
  readonly onStep: (step: Step) => void;
};

/** Rows of order history that are tried: one may belong to somebody else. */
const ROWS = 5;

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
      const page = await api.searchOrders({productTypes: ['TROUBLE'], dateRange: 'PAST_YEAR', size: ROWS});
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
  }

  /** An account without the permission is nothing to mend here. */
  async #notices(): Promise<void> {
    let first: string | undefined;
    await this.#try('searchNotices', 'Notices', async (api) => {
      const found = await noticesOf(api);
      first = typeof found === 'string' ? undefined : found[0]?.id;
      return typeof found === 'string' ? found : `${found.length} of the past 30 days and to come`;
    });
    const id = first;
    await this.#try(
      'getNotice',
      'One notice',
      id === undefined
        ? undefined
        : async (api) => `read, ${(await api.getNotice(id)).emails?.length ?? 0} mails`,
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
  ): Promise<string | undefined> {
    const {onStep, recorder} = this.#deps;
    const tell = (step: Pick<Step, 'outcome' | 'words' | 'hint' | 'path'>) =>
      onStep({name, operation, ...step, requests: recorder.take()});
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
    tell({outcome: 'fails', words: title, hint});
    return undefined;
  }

  #keep(operation: OperationId, path: string): void {
    this.#found = {...this.#found, [operation]: path, ...(operation === 'getTicket' ? siblingsOf(path) : {})};
  }
}

const DAY_MS = 24 * 3_600_000;
const BACK_DAYS = 30;
const AHEAD_DAYS = 400;

/** Notices of the past 30 days and what is planned; words where this account may not read them. */
export async function noticesOf(api: Pick<Api, 'searchNotices'>): Promise<readonly SiteNotice[] | string> {
  const now = Date.now();
  try {
    const range = {from: now - BACK_DAYS * DAY_MS, to: now + AHEAD_DAYS * DAY_MS};
    return (await api.searchNotices({...range, offset: 0})).notices;
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'forbidden') throw error;
    return 'off: this account has no permission "IBX Services Notifications"';
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

/** The first row that can be read; of rows that are not known to the service the next is tried. */
export async function firstReadable(
  api: Pick<Api, 'getTicket'>,
  rows: readonly Pick<TicketSummary, 'id'>[],
): Promise<Ticket> {
  let last: unknown;
  for (const {id} of rows.slice(0, ROWS)) {
    try {
      return (await api.getTicket(id)).ticket;
    } catch (error) {
      last = error;
      const isOfOne = error instanceof AppError && ['not-found', 'forbidden'].includes(error.kind);
      if (!isOfOne || isNoSuchPath(error)) break;
    }
  }
  throw last;
}

async function leave({body}: Download): Promise<void> {
  const reader = body.getReader();
  await reader.read();
  await reader.cancel();
}
