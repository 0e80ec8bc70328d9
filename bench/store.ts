/**
 * Times the store at several sizes: `node bench/store.ts [tickets...]`. Prints milliseconds, the median
 * of a few rounds, each after one that warms the caches.
 */
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TicketSummary} from '../src/domain/ticket.ts';
import {openStore} from '../src/store/open-store.ts';
import type {ListQuery} from '../src/domain/records.ts';
import type {Store} from '../src/store/store.ts';
import type {SafeText} from '../src/text/safe/safe-text.ts';

const ROUNDS = 7;
const PAGE = 50;
const BATCH = 200;
const START = Date.UTC(2026, 5, 1);
const MINUTE = 60_000;

const STATUSES = ['SUBMITTED', 'IN_PROGRESS', 'ACTION_REQUIRED', 'RESOLVED', 'CLOSED', 'CANCELLED'];
const SITES = ['SV5', 'DA3', 'LD8', 'AM1', 'FR2', 'SG1', 'TY4', 'SY3', 'NY5', 'DC11', 'SP2', 'HK1'];
const WORDS = (
  'power outage cross connect live remote hands reseat cage door lock temperature rising water leak fibre light ' +
  'level patch panel access vendor router optics breaker cabinet loop test cable delivery badge camera'
).split(' ');

const OPEN: ListQuery = {filter: {notStatuses: ['CLOSED', 'CANCELLED']}, sort: 'attention'};
const ALL: ListQuery = {filter: {}, sort: 'updated', descending: true};

/** A small generator with a fixed seed, so that every run measures the same tickets. */
function randomSource(): (below: number) => number {
  let state = 0x2545f491;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function summaries(count: number): TicketSummary[] {
  const random = randomSource();
  const pick = (list: readonly string[]) => (list[random(list.length)] ?? '') as SafeText;
  return Array.from({length: count}, (_, i) => ({
    id: `1-20${String(4_000_000_000 + i * 7)}` as SafeText,
    kind: 'UNKNOWN',
    status: pick(STATUSES),
    ibx: [pick(SITES)],
    accountNumber: '182389736' as SafeText,
    customerReferenceId: `REF-${i}` as SafeText,
    description: Array.from({length: 6}, () => pick(WORDS)).join(' ') as SafeText,
    createdDateTime: new Date(START + random(500_000) * MINUTE).toISOString() as SafeText,
    updatedDateTime: new Date(START + random(500_000) * MINUTE).toISOString() as SafeText,
  }));
}

function fill(file: string, count: number): void {
  const store = openStore({file});
  const list = summaries(count);
  for (let i = 0; i < list.length; i += BATCH) store.putSummaries(list.slice(i, i + BATCH), START);
  store.close();
}

function median(action: () => void, prepare: () => void = () => {}): number {
  const times = Array.from({length: ROUNDS + 1}, () => {
    prepare();
    const start = performance.now();
    action();
    return performance.now() - start;
  });
  return times.slice(1).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

function withWords(query: ListQuery, ...words: string[]): ListQuery {
  return {...query, filter: {...query.filter, words}};
}

function firstScreen(file: string): void {
  const store = openStore({file});
  store.page(OPEN, 0, PAGE);
  store.counts();
  store.close();
}

function figures(file: string, store: Store, count: number): Record<string, number> {
  const deep = Math.floor(count * 0.9);
  const far = store.page(ALL, deep, 1)[0]?.id ?? '';
  // A change makes the store forget its counts, as it does after every round of the poller.
  const change = () => store.setMeta('bench', String(performance.now()));
  const time = (action: () => void) => median(action, change);
  const filter = (...words: string[]) => {
    const query = withWords(OPEN, ...words);
    return time(() => (store.page(query, 0, PAGE), store.count(query)));
  };
  return {
    'open, first page, counts, close': median(() => firstScreen(file)),
    'page 1 of Open': time(() => store.page(OPEN, 0, PAGE)),
    counts: time(() => store.counts()),
    'count of Open': time(() => store.count(OPEN)),
    'page at 90% of All': time(() => store.page(ALL, deep, PAGE)),
    'position of a ticket at 90%': time(() => store.positionOf(ALL, far)),
    'page 1 of one IBX': time(() => store.page({...OPEN, filter: {...OPEN.filter, ibxs: ['SV5']}}, 0, PAGE)),
    'page 1 of Unread': time(() => store.page({filter: {unread: true}, sort: 'attention'}, 0, PAGE)),
    'filter, page and count: p': filter('p'),
    'filter, page and count: zq': filter('zq'),
    'filter, page and count: power': filter('power'),
    'filter, page and count: power sv5': filter('power', 'sv5'),
    'filter, page and count: ref-77': filter('ref-77'),
    'search: power': time(() => store.search('power', 20)),
    'search: power outage': time(() => store.search('power outage', 20)),
    'search: ref-77': time(() => store.search('ref-77', 20)),
    'search inside words: uter': time(() => store.search('uter', 20)),
    'search inside words: ef-7777': time(() => store.search('ef-7777', 20)),
    'search inside words: of none': time(() => store.search('outerage', 20)),
    version: time(() => store.version()),
    'save a draft': time(() => store.saveDraft({ticketId: far, kind: 'note', text: 'x', updatedAt: 1})),
  };
}

function run(count: number): Record<string, number> {
  const folder = mkdtempSync(join(tmpdir(), 'casedeck-bench-'));
  const file = join(folder, 'store.db');
  try {
    const start = performance.now();
    fill(file, count);
    const filled = performance.now() - start;
    const store = openStore({file});
    const before = statSync(file).size;
    const indexed = performance.now();
    while (store.indexParts(500));
    const parts = performance.now() - indexed;
    const measured = figures(file, store, count);
    store.close();
    const {size} = statSync(file);
    return {
      ...measured,
      fill: filled,
      'index parts of words': parts,
      'database, MB': size / 1e6,
      'of it for parts of words, MB': (size - before) / 1e6,
    };
  } finally {
    rmSync(folder, {recursive: true});
  }
}

const sizes = process.argv.slice(2).map(Number);
const columns = (sizes.length > 0 ? sizes : [100, 10_000, 100_000]).map((size) => ({
  size,
  values: run(size),
}));
const names = Object.keys(columns[0]?.values ?? {});
const width = Math.max(...names.map((name) => name.length));
console.log(['milliseconds'.padEnd(width), ...columns.map(({size}) => String(size).padStart(10))].join(' '));
for (const name of names) {
  const cells = columns.map(({values}) => (values[name] ?? 0).toFixed(2).padStart(10));
  console.log([name.padEnd(width), ...cells].join(' '));
}
