import {AppError} from '../../errors.ts';
import type {AccountInfo} from '../../domain/account.ts';
import {joinedId} from '../../domain/joined-id.ts';
import type {Api} from '../../api/api.ts';
import type {Draft, DraftKey} from '../../domain/records.ts';
import type {Ticket} from '../../domain/ticket.ts';
import type {Files} from '../../files/file-types.ts';
import type {Storage} from '../../state/services.ts';
import {joinAccounts, tryFind, type Joined} from '../../store/joined/joined-accounts.ts';
import {joinStores} from '../../store/joined/joined-store.ts';
import {joinOutboxes, joinPollers, ofAccount} from '../../sync/join-sync.ts';
import {joinTeams} from '../../sync/join-teams.ts';
import type {Opened} from './open-services.ts';

type Account = {readonly name: string; readonly store: Opened['store']; readonly services: Opened};

/**
 * Several profiles as one: a list over all of them, and each ticket with the store, the service, the outbox and the rights of its own. What
 * is the same for all (settings, clock, log) is that of the first.
 */
export function joinServices(opened: readonly Opened[]): Opened {
  const [main] = opened;
  if (main === undefined) throw new Error('there are no profiles');
  const joined = joinAccounts(
    opened.map((services): Account => ({name: services.account.profile, store: services.store, services})),
  );
  const pollers = opened.map(({account, poller}) => ({name: account.profile, poller}));
  const infos = opened.map(({account}) => account);
  const all = joinedAccount(infos);
  return {
    ...main,
    api: joinApi(joined),
    store: joinStores(joined),
    poller: joinPollers(joined, pollers),
    outbox: joinOutboxes(joined, ({services}) => services.outbox),
    team: joinTeams(joined, ({services}) => services.team),
    storage: joinStorage(joined),
    account: all,
    // Asked while screens are drawn: a number that no account or several know has no owner yet.
    owner(id) {
      const found = tryFind(joined, id);
      return {account: found?.account.services.account ?? all, number: found?.number ?? id};
    },
    accounts: {
      ...main.accounts,
      joined: infos,
      isNew: false,
      lookAgain() {
        for (const one of opened) if (isRefused(one)) one.accounts.lookAgain();
      },
      isRefused: (profile) => opened.some((one) => one.account.profile === profile && isRefused(one)),
    },
    async searchOrders(search, watch) {
      const found = await Promise.all(
        opened.map(async ({account, searchOrders}) => {
          const ids = await searchOrders(search, watch);
          return ids.map((id) => joinedId(account.profile, id));
        }),
      );
      return found.flat();
    },
    files: joinFiles(joined),
    several: {
      parts: opened,
      find(id) {
        const {account, number} = joined.find(id);
        return {services: account.services, number};
      },
    },
  };
}

/** The credential of the others is in use, and they do not sign in anew. */
function isRefused({poller}: Pick<Opened, 'poller'>): boolean {
  return poller.status().error?.kind === 'auth';
}

/** What the header says: the names of all, and the environment of the one that matters most. */
function joinedAccount(infos: readonly AccountInfo[]): AccountInfo {
  const first = infos.find(({environment}) => environment === 'production') ?? infos[0];
  if (first === undefined) throw new Error('there are no profiles');
  return {
    ...first,
    profile: infos.map(({profile}) => profile).join(','),
    label: undefined,
    isNamed: false,
    readOnly: infos.every(({readOnly}) => readOnly),
  };
}

/** By the ticket's account; sites are those of all, and what else concerns no ticket the first account answers. */
function joinApi({main: {services}, accounts, find}: Joined<Account>): Api {
  const of = (id: string) => {
    const {account, number} = find(id);
    return {api: account.services.api, number};
  };
  const refuse = () =>
    Promise.reject(new AppError('usage', 'This works in one account.', {hint: 'Name it with --profile.'}));
  return {
    ...services.api,
    getTicket(id, options) {
      const {api, number} = of(id);
      return api.getTicket(number, options);
    },
    getOrder(id, options) {
      const {api, number} = of(id);
      return api.getOrder(number, options);
    },
    addNote(id, note, options) {
      const {api, number} = of(id);
      return api.addNote(number, note, options);
    },
    cancelTicket(id, reason, options) {
      const {api, number} = of(id);
      return api.cancelTicket(number, reason, options);
    },
    listOrderLocations: async (options) =>
      joinSites(await ofEach(accounts, ({api}) => api.listOrderLocations(options)), ({code}) => code),
    ticketLocations: async (options) =>
      joinSites(await ofEach(accounts, ({api}) => api.ticketLocations(options)), ({ibx}) => ibx),
    createTicket: refuse,
    uploadAttachment: refuse,
    deleteAttachment: refuse,
  };
}

/** The answers of those accounts that answer. Throws the first failure where none does. */
async function ofEach<T>(
  accounts: readonly Account[],
  ask: (services: Opened) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const results = await Promise.allSettled(accounts.map(({services}) => ask(services)));
  const answers = results.filter((result) => result.status === 'fulfilled');
  const failure = results.find((result) => result.status === 'rejected');
  if (answers.length === 0 && failure !== undefined) throw failure.reason;
  return answers.flatMap(({value}) => value);
}

/** A site that several accounts have, once, with the cages of all. */
function joinSites<Cage, Site extends {readonly cages: readonly Cage[]}>(
  sites: readonly Site[],
  nameOf: (site: Site) => string,
): readonly Site[] {
  return [...Map.groupBy(sites, nameOf).values()].flatMap((same) =>
    same.slice(0, 1).map((site) => ({...site, cages: same.flatMap(({cages}) => cages)})),
  );
}

/** Each file with the account of its ticket. */
function joinFiles({main: {services}, find}: Joined<Account>): Files {
  const of = (id: string) => {
    const {account, number} = find(id);
    return {files: account.services.files, number};
  };
  const ofDraft = (draft: DraftKey) => {
    const {files, number} = of(draft.ticketId);
    return {files, key: {...draft, ticketId: number}};
  };
  const ofTicket = <T extends Ticket>(ticket: T) => {
    const {files, number} = of(ticket.id);
    return {files, own: {...ticket, id: number as T['id']}};
  };
  return {
    ...services.files,
    upload(draft, list, watch) {
      const {files, key} = ofDraft(draft);
      return files.upload(key, list, watch);
    },
    discard(draft, upload) {
      const {files, key} = ofDraft(draft);
      return files.discard(key, upload);
    },
    download(ticket, attachments, folder, watch) {
      const {files, own} = ofTicket(ticket);
      return files.download(own, attachments, folder, watch);
    },
    view(ticket, attachment, watch) {
      const {files, own} = ofTicket(ticket);
      return files.view(own, attachment, watch);
    },
    exportTicket(stored, folder, watch) {
      const {files, own} = ofTicket(stored.ticket);
      const row = {...stored.row, id: own.id};
      return files.exportTicket({...stored, ticket: own, row}, folder, watch);
    },
    email(ticketId, emailId, signal) {
      const {files, number} = of(ticketId);
      return files.email(number, emailId, signal);
    },
    saveEmail(email, folder, signal) {
      const {files, number} = of(email.ticketId);
      return files.saveEmail({...email, ticketId: number}, folder, signal);
    },
  };
}

function joinStorage({accounts}: Joined<Account>): Storage {
  const storages = accounts.map(({name, services}) => ({name, storage: services.storage}));
  const first = (read: (storage: Storage) => AppError | undefined): AppError | undefined => {
    for (const {name, storage} of storages) {
      const error = read(storage);
      if (error !== undefined) return ofAccount(name, error);
    }
    return undefined;
  };
  return {
    lost: first(({lost}) => lost),
    lostOf: storages.find(({storage}) => storage.lost !== undefined)?.name,
    trouble: () => first(({trouble}) => trouble()),
    notice() {
      const notices = storages.flatMap(({name, storage}) => {
        const words = storage.notice();
        return words === undefined ? [] : [`${name}: ${words}`];
      });
      return notices.length === 0 ? undefined : notices.join(' ');
    },
    subscribe(listener) {
      const stops = storages.map(({storage}) => storage.subscribe(listener));
      return () => stops.forEach((stop) => stop());
    },
    unsaved: () =>
      storages.flatMap(({name, storage}) =>
        storage.unsaved().map((draft): Draft => ({...draft, ticketId: joinedId(name, draft.ticketId)})),
      ),
  };
}
