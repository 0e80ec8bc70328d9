import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {ENDPOINTS, type OperationId} from '../../src/api/endpoints.ts';

export const ORDER = '1-204976070710';
export const CASE = '11150929';
/** What the order asks, until it is answered. */
export const QUESTION = '4-12312312132';

/** One request that meets a fault, and how the answer would be. */
export type Faulty = {
  readonly response: ServerResponse;
  readonly operation: OperationId;
  /** What the service says when all is well; of a write, after its effect. */
  readonly usual: string;
};

export type Play = (faulty: Faulty) => void;

type Rule = {readonly play: Play; readonly takesEffect: boolean; skip: number; left: number};

const NOTICE = {
  id: 'GBL000006121231',
  type: 'IBX_MAINTENANCE',
  startTimestamp: '2026-01-01T00:00:00Z',
  endTimestamp: '2026-01-01T04:00:00Z',
  ibxs: ['SV5'],
  status: 'COMPLETED',
  summary: 'UPS B-2',
};

const ASSET = {
  assetNumber: '9980813',
  serialNumber: '1011585-M',
  productName: 'CROSS_CONNECT',
  ibx: 'DC4',
  cage: 'DC4:01:043325',
  installationDate: '2008-08-28T00:00:00Z',
};

const BODIES: Readonly<Partial<Record<OperationId, unknown>>> = {
  addCaseNote: {result: {caseId: '5001', caseNotesId: 'N-1', caseNumber: CASE}},
  addTicketNote: {ticketId: ORDER, success: true},
  cancelTicket: {status: 'OK'},
  answerNegotiation: {status: 'OK'},
  getEmail: {
    subject: 'About it',
    email_content: '<p>Hello</p>',
    FromAddress: 'a@equinix.example',
    ToAddress: 'b@customer.example',
  },
  getOrder: [
    {orderId: ORDER, status: 'ON_HOLD', details: [{productType: 'SHIPMENT', ibx: 'SV1'}], notes: []},
  ],
  listOrderLocations: [{ibx: {code: 'SV1', metro: 'SV', country: 'US'}, cages: ['SV1:01:0101']}],
  ticketLocations: {locations: [{ibx: 'SV1', cages: []}]},
  ticketTypes: {troubleticketTypes: [{category: 'Power', code: '0002-0000', description: 'Outage'}]},
  searchNotices: {data: [NOTICE], pagination: {offset: 0, limit: 100, total: 1}},
  getNotice: {...NOTICE, notificationNumber: '5-195822495668', emails: [{subject: 's', body: '<p>b</p>'}]},
  findNotices: {
    data: [{notificationNumber: '5-1', type: 'IBX_INCIDENT', createdDateTime: '2026-01-01T00:00:00Z'}],
  },
  searchAssets: {data: [ASSET], page: {offset: 0, limit: 20, total: 1}},
  getAsset: {
    ...ASSET,
    productDetails: [{key: 'CABINET', value: 'DC4:01:043325:0102', tag: 'A_SIDE_INFORMATION'}],
  },
  listNegotiations: [
    {referenceId: QUESTION, expirationDateTime: '2026-01-01T00:00:00Z', message: 'Another time?'},
  ],
  uploadAttachment: {
    attachmentId: '56d10de6-f2c0-4edd-ba29-b70736aa2093',
    attachmentName: 'a.txt',
    attachmentSize: 1,
  },
  deleteAttachment: {status: true},
  downloadAttachment: 'the file',
};

type Note = {
  readonly id: string;
  readonly text: string;
  readonly createdDateTime: string;
  readonly type: string;
};

/** The service over HTTP: tickets in memory, and faults at the next requests of an operation. */
export class FaultService {
  url = '';
  /** How often each operation was asked for. */
  readonly asked = new Map<OperationId, number>();
  /** How often a write did something. */
  effects = 0;
  readonly #now: () => number;
  readonly #notes: Note[] = [];
  readonly #created: {readonly id: string; readonly description: string; readonly at: string}[] = [];
  readonly #rules = new Map<OperationId | '*', Rule>();
  #isCancelled = false;
  #isAnswered = false;
  /** After its answer nothing is listening any more. */
  #last: OperationId | undefined;
  #tokens = 0;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor(now: () => number) {
    this.#now = now;
  }

  async open(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From now on, or after the next answer to an operation, connections are refused. */
  shut(after?: OperationId): void {
    this.#last = after;
    if (after !== undefined) return;
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** After `skip` more, the next `times` requests of this operation are answered so; a write then takes effect or not. */
  fail(operation: OperationId | '*', play: Play, {times = 1, takesEffect = false, skip = 0} = {}): void {
    this.#rules.set(operation, {play, takesEffect, skip, left: times});
  }

  async heal(): Promise<void> {
    this.#rules.clear();
    this.#last = undefined;
    if (!this.#server.listening) await this.open(Number(new URL(this.url).port));
  }

  get count(): number {
    return [...this.asked.values()].reduce((sum, count) => sum + count, 0);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const operation = operationOf(request);
    this.asked.set(operation, (this.asked.get(operation) ?? 0) + 1);
    if (operation === this.#last) response.once('close', () => this.shut());
    const body = Buffer.concat(chunks).toString();
    const rule = this.#ruleFor(operation);
    if (rule === undefined) {
      respond(response, this.#answer(operation, body, true));
      return;
    }
    const usual = this.#answer(operation, body, rule.takesEffect);
    rule.play({response, operation, usual});
  }

  #ruleFor(operation: OperationId): Rule | undefined {
    const rule = this.#rules.get(operation) ?? (operation === 'token' ? undefined : this.#rules.get('*'));
    if (rule === undefined || rule.left <= 0) return undefined;
    if (rule.skip > 0) {
      rule.skip -= 1;
      return undefined;
    }
    rule.left -= 1;
    return rule;
  }

  #answer(operation: OperationId, body: string, takesEffect: boolean): string {
    if (operation === 'token') {
      this.#tokens += 1;
      return JSON.stringify({
        access_token: `token-${this.#tokens}`,
        token_timeout: '3600',
        user_name: 'engineer',
      });
    }
    if (takesEffect) this.#do(operation, body);
    if (operation === 'getTicket') return JSON.stringify(this.#ticket());
    if (operation === 'listNegotiations' && this.#isAnswered) return '[]';
    if (operation === 'searchOrders') return JSON.stringify(this.#orders());
    if (operation === 'createTicket')
      return JSON.stringify({id: this.#created.at(-1)?.id ?? '1-900001', type: 'TROUBLE'});
    const usual = BODIES[operation];
    return typeof usual === 'string' ? usual : JSON.stringify(usual);
  }

  #do(operation: OperationId, body: string): void {
    const createdDateTime = new Date(this.#now()).toISOString();
    if (operation === 'addCaseNote' || operation === 'addTicketNote') {
      const {text} = JSON.parse(body) as {text: string};
      this.#notes.push({id: `N-${this.#notes.length + 1}`, text, createdDateTime, type: 'CUSTOMER_NOTES'});
    } else if (operation === 'cancelTicket') {
      this.#isCancelled = true;
    } else if (operation === 'answerNegotiation') {
      this.#isAnswered = true;
    } else if (operation === 'createTicket') {
      const {description} = JSON.parse(body) as {description: string};
      this.#created.push({id: `1-90000${this.#created.length + 1}`, description, at: createdDateTime});
    } else {
      return;
    }
    this.effects += 1;
  }

  #ticket(): unknown {
    const created = this.#created.at(-1);
    return {
      id: (created?.id ?? this.asked.get('addCaseNote') === undefined) ? (created?.id ?? ORDER) : CASE,
      status: this.#status(),
      location: {ibx: ['SV5']},
      notes: this.#notes,
      createdDateTime: created?.at ?? '2026-01-01T00:00:00Z',
      otherDetails: {description: created?.description ?? 'Cage door', modifiable: true, cancellable: true},
    };
  }

  #status(): string {
    if (this.#isCancelled) return 'CANCELLED';
    return this.asked.has('answerNegotiation') && !this.#isAnswered ? 'ACTION_REQUIRED' : 'IN_PROGRESS';
  }

  #orders(): unknown {
    const content = this.#created.toReversed().map(({id, at}) => ({
      orderNumber: id,
      type: ['Trouble'],
      orderStatus: 'SUBMITTED',
      createdAt: at,
      ibx: ['SV5'],
    }));
    return {content, page: {size: 200, totalElements: content.length, totalPages: 1, number: 0}};
  }
}

export function respond(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, {'content-type': 'application/json'});
  response.end(body);
}

const PATTERNS = Object.entries(ENDPOINTS).map(([id, {method, path}]) => ({
  id: id as OperationId,
  method,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

function operationOf({method = '', url = ''}: IncomingMessage): OperationId {
  const path = url.split('?')[0] ?? '';
  const found = PATTERNS.find((entry) => entry.method === method && entry.pattern.test(path));
  if (found === undefined) throw new Error(`No operation is asked for by ${method} ${path}`);
  return found.id;
}
