import type {ErrorKind} from '../../src/errors.ts';
import type {OperationId} from '../../src/api/endpoints.ts';
import {FIELDS, retyped, samePage, TYPES} from './fault-fields.ts';
import {bomb, ERROR, flood, json, slowly, status, truncated} from './fault-plays.ts';
import {respond, type Play} from './fault-service.ts';

/** What a write comes to that met the fault once, told by whether it took effect. */
export type WriteEnd = {
  readonly state: 'sent' | 'unknown' | 'withdrawn' | 'queued';
  /** Of the command. */
  readonly code: number;
};

export type Fault = {
  readonly name: string;
  readonly play: Play;
  /** After the effect, and without it; absent where it cannot be so. */
  readonly kept?: WriteEnd;
  readonly lost?: WriteEnd;
  /** Kinds of error that a read may end with; `value` where it may succeed. Absent: reads have nothing to do with it. */
  readonly read?: readonly (ErrorKind | 'value')[];
  /** At every request, and not at the first alone. */
  readonly always?: boolean;
  /** To this operation it says that it has taken effect: it cannot be without. */
  readonly isTakenBy?: OperationId;
  /** At every operation, or at this alone. */
  readonly everywhere?: boolean;
  readonly only?: OperationId;
  /** No connection is made at all: nothing plays. */
  readonly isRefused?: boolean;
  /** The time limit ends it. */
  readonly isSlow?: boolean;
  /** Keeps the whole process busy. */
  readonly isHeavy?: boolean;
  /** Takes long: with CASEDECK_LONG=1 only. */
  readonly isLong?: boolean;
};

const SENT: WriteEnd = {state: 'sent', code: 0};
const UNKNOWN: WriteEnd = {state: 'unknown', code: 7};
const PENDING: WriteEnd = {state: 'queued', code: 8};
/** The command gives the text back as the draft. */
const refused = (code: number): WriteEnd => ({state: 'withdrawn', code});

/** Nobody can tell from the answer: it is looked up. */
const LOOKED_UP = {kept: SENT, lost: UNKNOWN};
const UNREADABLE: readonly (ErrorKind | 'value')[] = ['service', 'value'];

const REDIRECTS: readonly Fault[] = [301, 302, 303, 307, 308].flatMap((code) => [
  {
    name: `${code} to another place`,
    play: status(code, {location: 'https://elsewhere.example/'}),
    ...LOOKED_UP,
    read: ['rejected'],
  },
  {
    name: `${code} in a circle`,
    play: status(code, {location: '/support/v2/tickets/1-1'}),
    always: true,
    ...LOOKED_UP,
    read: ['rejected', 'service', 'value'],
  },
]);

const REFUSALS: readonly Fault[] = (
  [
    [400, 1, 'rejected'],
    [403, 4, 'forbidden'],
    [404, 5, 'not-found'],
    [409, 1, 'conflict'],
    [410, 5, 'not-found'],
    [413, 1, 'rejected'],
    [415, 1, 'rejected'],
    [422, 1, 'rejected'],
  ] as const
).map(([code, exit, kind]) => ({
  name: `${code}`,
  play: status(code, {'content-type': 'application/json'}, ERROR),
  kept: refused(exit),
  lost: refused(exit),
  read: [kind],
}));

const OUTAGES: readonly Fault[] = [500, 501, 502, 503, 504].flatMap((code) => [
  {name: `${code}`, play: status(code), ...LOOKED_UP, read: ['service', 'value']},
  {
    name: `${code} in the service's words`,
    play: status(code, {'content-type': 'application/json'}, ERROR),
    ...LOOKED_UP,
    read: ['service', 'value'],
  },
]);

const LIMITED: readonly Fault[] = [
  undefined,
  '0',
  '1',
  '2.5',
  '-5',
  'soon',
  '',
  'Thu, 01 Jan 2015 00:00:00 GMT',
].map((after) => ({
  name: `429, Retry-After ${after ?? 'absent'}`,
  play: status(429, after === undefined ? {} : {'retry-after': after}),
  kept: SENT,
  lost: SENT,
  read: ['rate-limited', 'value'],
}));

const LONG_LIMITED: readonly Fault[] = ['3600', '999999999', 'Thu, 01 Jan 2099 00:00:00 GMT'].map(
  (after) => ({
    name: `429, Retry-After ${after}`,
    play: status(429, {'retry-after': after}),
    kept: PENDING,
    lost: PENDING,
    read: ['rate-limited'],
  }),
);

/** Bodies with status 200 that say nothing, or nonsense. */
const BODIES: readonly Fault[] = [
  ['an empty body', status(200)],
  ['204', status(204)],
  ['null', json('null')],
  ['{}', json('{}')],
  ['[]', json('[]')],
  ['true', json('true')],
  ['a number', json('42')],
  ['a text', json('"OK"')],
  ['broken JSON', json('{"success": tr')],
  [
    'wrong types in fields of all operations',
    json(
      '{"success":1,"result":5,"status":{},"id":[],"content":7,"notes":true,"page":"x","otherDetails":3,"location":[],"email":9}',
    ),
  ],
  ['a web page', status(200, {'content-type': 'text/html'}, '<html><title>Sign in</title></html>')],
  ['plain text', status(200, {'content-type': 'text/plain'}, 'Service temporarily unavailable')],
].map(([name, play]) => ({
  name: `200 with ${name as string}`,
  play: play as Play,
  ...(name === '204' ? {isTakenBy: 'answerNegotiation' as const} : {}),
  ...LOOKED_UP,
  read: UNREADABLE,
}));

const FAILED_BODIES: readonly Fault[] = [
  ['a list of errors', ERROR],
  ['one error', '{"errorCode":"EQ-1","errorMessage":"Locked"}'],
  ['a status of failure', '{"status":"FAILED"}'],
  ['success: false', '{"success":false}'],
].map(([name = '', body = '']) => ({
  name: `200 with ${name}`,
  play: json(body),
  kept: refused(1),
  lost: refused(1),
  read: ['service', 'rejected', 'value'],
}));

/** What a service says that changed its types: in every field at once, and in each alone. */
const RETYPED: readonly Fault[] = TYPES.flatMap(([name, wrong]) => [
  {
    name: `${name} in every field`,
    play: retyped(wrong),
    kept: SENT,
    // A ticket's id may be a number.
    ...(typeof wrong === 'number' ? {} : {lost: UNKNOWN}),
    read: UNREADABLE,
  },
  ...Array.from({length: FIELDS}, (_, nth) => ({
    name: `${name} in field ${nth}`,
    play: retyped(wrong, nth),
    // Of an answer that did nothing the other fields may say that it did.
    kept: SENT,
    read: UNREADABLE,
  })),
]);

/** The same page again and again, and what it says of their number. */
const SAME_PAGE: readonly Fault[] = (
  [
    ['a billion pages', {totalPages: 1e9, totalElements: 2e11, size: 200, number: 0}, ['service']],
    ['0 pages', {totalPages: 0, totalElements: 0, size: 200, number: 0}, ['service']],
    ['-1 pages', {totalPages: -1, totalElements: -1, size: 200, number: 0}, ['service']],
    ['pages in words', {totalPages: 'many', totalElements: 'all', size: 'x', number: 'y'}, ['service']],
    ['one page', {totalPages: 1, totalElements: 200, size: 200, number: 0}, ['value']],
    ['nothing of pages', undefined, ['service']],
  ] as const
).map(([name, page, read]) => ({
  name: `the same page again and again, of ${name}`,
  play: samePage(page),
  read,
  only: 'searchOrders',
}));

/** Every kind of fault, with what a write and a read come to that meet it. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'connection reset',
    play: ({response}) => void response.destroy(),
    ...LOOKED_UP,
    read: ['network', 'value'],
  },
  {name: 'cut in the midst', play: truncated, ...LOOKED_UP, read: ['network', 'value']},
  {name: 'no answer', isSlow: true, play: () => undefined, ...LOOKED_UP, read: ['timeout']},
  {name: 'a byte now and then', isSlow: true, play: slowly, ...LOOKED_UP, read: ['timeout', 'value']},
  {
    name: 'an endless body',
    play: flood(Number.POSITIVE_INFINITY),
    ...LOOKED_UP,
    read: ['service', 'timeout'],
    isHeavy: true,
  },
  {
    name: '100 MB',
    play: flood(100 * 1024 * 1024),
    ...LOOKED_UP,
    read: ['service', 'timeout'],
    isHeavy: true,
    isLong: true,
  },
  {
    name: 'a body that unpacks to 80 MB',
    play: bomb,
    ...LOOKED_UP,
    read: ['service', 'timeout', 'value'],
    isHeavy: true,
    isLong: true,
  },
  {
    name: 'bytes that are no UTF-8',
    play: ({response, usual}) => {
      response.writeHead(200, {'content-type': 'application/json'});
      response.end(
        Buffer.concat([
          Buffer.from(usual.replace(/\}$/, ',"x":"')),
          Buffer.from([0xff, 0xfe, 0xc3]),
          Buffer.from('"}'),
        ]),
      );
    },
    kept: SENT,
    read: ['value', 'service'],
  },
  {
    name: 'every date wrong',
    play: ({response, usual}) => respond(response, usual.replaceAll(/\d{4}-\d\d-\d\dT[^"]*/g, '31/02/20xx')),
    kept: SENT,
    read: ['value'],
  },
  ...BODIES,
  ...FAILED_BODIES,
  ...REFUSALS,
  {name: '407', play: status(407), ...LOOKED_UP, read: ['network']},
  {name: '408', play: status(408), ...LOOKED_UP, read: ['timeout']},
  {name: '401 once', play: status(401), kept: SENT, lost: SENT, read: ['value']},
  {
    name: '401 in a loop at this operation',
    play: status(401),
    always: true,
    kept: SENT,
    lost: UNKNOWN,
    read: ['auth'],
  },
  {
    name: '401 in a loop everywhere',
    play: status(401),
    always: true,
    everywhere: true,
    lost: refused(4),
    read: ['auth'],
  },
  ...LIMITED,
  ...LONG_LIMITED,
  ...OUTAGES,
  ...REDIRECTS,
  ...RETYPED,
  ...SAME_PAGE,
  {name: 'connection refused', play: () => undefined, isRefused: true, lost: PENDING, read: ['network']},
];
