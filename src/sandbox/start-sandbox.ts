import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {createAlive, type Tick} from './alive/alive.ts';
import {type Client, createAuth} from './bearer.ts';
import {createFaults, type FaultRule} from './faults.ts';
import type {StoredTicket} from './model.ts';
import {loadOpenapi} from './page/openapi.ts';
import {createOrderHistory} from './order-history.ts';
import {seedOrders} from './orders/order-seeds.ts';
import {createOrderWorld} from './orders/order-world.ts';
import {createIncidentPlay} from './notices/incident-play.ts';
import {seedNotices} from './notices/notice-seeds.ts';
import {ask, type Asking, createNegotiationPlay} from './negotiations/negotiation-world.ts';
import {createNoticeWorld, type NoticeWorld} from './notices/notice-world.ts';
import type {Services} from './operations/operation-context.ts';
import {createRandom, hash, randomText} from './random.ts';
import {createRequestLog, type LoggedRequest} from './request-log.ts';
import {createRequestListener} from './request-listener.ts';
import {seedTickets} from './seed/seed-tickets.ts';
import {createUploads} from './uploads.ts';
import {createWild, type Wild} from './wild/wild.ts';
import {createWorld} from './world.ts';
import {Refusal} from './refusal.ts';

export type SandboxOptions = {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** How many tickets; those beyond the hand-shaped ones are generated. Default: the hand-shaped ones. */
  readonly tickets?: number;
  /** Makes everything that is drawn repeatable. Default 1. */
  readonly seed?: number;
  /** Milliseconds before every answer. */
  readonly latency?: number;
  /** Requests in any one second; what comes beyond them is answered with 429. No limit where left out. */
  readonly rate?: number;
  readonly faults?: readonly FaultRule[];
  /** Technicians answer, statuses advance, e-mails arrive, an incident comes and goes, an order asks something that runs out; a step each `intervalMs`, 20,000 by default. */
  readonly alive?: boolean;
  readonly intervalMs?: number;
  /** How old a note of the customer is before a step answers it. Default 30,000 milliseconds. */
  readonly answerAfterMs?: number;
  /** How long a token lives, in seconds. Default 3600. */
  readonly tokenLifeSeconds?: number;
  /** Milliseconds since 1970. Ages of tickets are relative to its value at the start. */
  readonly now?: () => number;
  /** Clients accepted besides the first. */
  readonly clients?: readonly Client[];
  /** The service trims notes and turns their line ends into CRLF, as some do. */
  readonly tidiesNotes?: boolean;
  /** Draws each answer from all that the page allows; the same for the same number. */
  readonly wild?: number | undefined;
  /** How many requests the log keeps. Default 10,000. */
  readonly logLimit?: number;
};

export type Sandbox = {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Cases that are no order, so that order history does not list them. */
  readonly caseNumbers: readonly string[];
  /** The requests received, oldest first. */
  log: () => readonly LoggedRequest[];
  clearLog: () => void;
  setFaults: (rules: readonly FaultRule[]) => void;
  /** A ticket as the service keeps it, by case or order number. */
  ticket: (id: string) => StoredTicket | undefined;
  /** Puts a changed ticket back, as somebody else's doing. */
  put: (ticket: StoredTicket) => void;
  readonly notices: NoticeWorld;
  /** An order asks something that waits for an answer and runs out. */
  ask: (id: string, asking: Asking) => void;
  /** One step of `alive`, whether or not it is on; `answerAfterMs` for this step alone. */
  tick: Tick;
  expireTokens: () => void;
  close: () => Promise<void>;
};

/** Starts the service on 127.0.0.1. Rejects with the listen error, e.g. EADDRINUSE. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {seed = 1, now = Date.now} = options;
  const client = firstClient(seed);
  let url = '';
  const wild = createWild(options.wild);
  const services = createServices({...options, wild}, client, () => url);
  const {world, auth} = services;
  const faults = createFaults(options.faults ?? [], createRandom(hash(seed, 3)));
  const log = createRequestLog(options.logLimit ?? 10_000);
  const answerAfterMs = options.answerAfterMs ?? 30_000;
  const tick = createAlive({world, now, random: createRandom(hash(seed, 4)), answerAfterMs});
  const {notices} = services;
  const incident = createIncidentPlay({world, notices, now, random: createRandom(hash(seed, 6))});
  const asking = createNegotiationPlay({world, now, random: createRandom(hash(seed, 7))});
  const openapi = await loadOpenapi();
  const overLimit = createRateLimit(now, options.rate);
  const server = createServer(
    createRequestListener({
      openapi,
      services,
      faults,
      log,
      tick,
      incident,
      wild,
      latency: options.latency ?? 0,
      overLimit,
    }),
  );
  url = await listen(server, options.port ?? 0);
  const live = () => {
    tick();
    incident.step();
    asking.step();
  };
  const timer = options.alive === true ? setInterval(live, options.intervalMs ?? 20_000) : undefined;
  timer?.unref();

  return {
    url,
    clientId: client.id,
    clientSecret: client.secret,
    caseNumbers: world.kept().flatMap(pureCaseNumber),
    log: log.entries,
    clearLog: log.clear,
    setFaults: faults.set,
    ticket: world.find,
    put: world.put,
    notices,
    ask(id, asking) {
      const ticket = world.find(id);
      if (ticket !== undefined) world.put(ask(ticket, asking, services));
    },
    tick,
    expireTokens: auth.expireTokens,
    close: () => closeServer(server, timer),
  };
}

function firstClient(seed: number): Client {
  const secret = randomText(createRandom(hash(seed, 2)), 24, '0123456789abcdef');
  return {id: `sandbox-client-${seed}`, secret: `sandbox-secret-${secret}`, userName: 'nadia.oyelaran'};
}

function createServices(
  options: Omit<SandboxOptions, 'wild'> & {readonly wild: Wild | undefined},
  client: Client,
  url: () => string,
): Services {
  const {seed = 1, now = Date.now} = options;
  const random = createRandom(hash(seed, 1));
  const seeds = seedTickets(now(), seed);
  const world = createWorld({seeds, count: options.tickets ?? seeds.length, seed, now: now()});
  const otherOrders = createOrderWorld(seedOrders(now(), seed));
  const auth = createAuth({
    clients: [client, ...(options.clients ?? [])],
    lifeSeconds: options.tokenLifeSeconds ?? 3600,
    now,
    random,
  });
  return {
    world,
    auth,
    otherOrders,
    orders: createOrderHistory(world, otherOrders),
    uploads: createUploads({random, now}),
    notices: createNoticeWorld(seedNotices(now()), now),
    noteText: options.wild?.noteText ?? (options.tidiesNotes === true ? tidied : (text) => text),
    random,
    now,
    url,
  };
}

function tidied(text: string): string {
  return text.trim().replaceAll(/\r?\n/g, '\r\n');
}

function pureCaseNumber({orderNumber, caseNumber, foreign}: StoredTicket): readonly string[] {
  return orderNumber === undefined && caseNumber !== undefined && foreign !== true ? [caseNumber] : [];
}

async function closeServer(server: Server, timer: NodeJS.Timeout | undefined): Promise<void> {
  clearInterval(timer);
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const {port: taken} = server.address() as AddressInfo;
  return `http://127.0.0.1:${taken}`;
}

/** Refuses with 429 what comes beyond so many requests in any one second. What was refused does not count. */
function createRateLimit(now: () => number, perSecond = Number.POSITIVE_INFINITY): () => Refusal | undefined {
  let served: number[] = [];
  return () => {
    const moment = now();
    served = served.filter((at) => moment - at < 1000);
    if (served.length >= perSecond)
      return new Refusal(429, 'EQ-2014029', 'Too many requests. Try again later.');
    served.push(moment);
    return undefined;
  };
}
