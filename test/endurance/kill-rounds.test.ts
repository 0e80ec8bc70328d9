import {rmSync} from 'node:fs';
import {expect, onTestFinished, test} from 'vitest';
import {createApi} from '../../src/api/create-api.ts';
import type {FaultRule} from '../../src/sandbox/faults.ts';
import {startSandbox, type Sandbox} from '../../src/sandbox/start-sandbox.ts';
import {openStore} from '../../src/store/open-store.ts';
import type {OutboxItem} from '../../src/domain/records.ts';
import {createSync} from '../../src/sync/create-sync.ts';
import {isLookedFor} from '../../src/domain/outbox-before.ts';
import {often} from '../support/long.ts';
import {databaseOf, makeHome} from '../support/start-console.ts';
import {killRound, type Figures, type Lane} from './support/kill-lane.ts';

const ROUNDS = Number(process.env['CASEDECK_KILL_ROUNDS'] ?? often(5, 300));
const SEED = Number(process.env['CASEDECK_KILL_SEED'] ?? 1);
const LANES = 4;
const GRACE_MS = 300;

/** Of the notes a fifth takes effect and is never answered; others are slow before or after their effect. */
const FAULTS: readonly FaultRule[] = ['addCaseNote', 'addTicketNote'].flatMap((operation) => [
  {operation, probability: 0.2, loseAnswer: true},
  {operation, probability: 0.3, delay: 120},
  {operation, probability: 0.4, answerDelay: 250},
]);

function randomFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function createLane(number: number, sandbox: Sandbox, figures: Figures): Lane {
  const home = makeHome();
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  const random = randomFrom(SEED * 100 + number);
  return {name: `L${number}`, home, random, sandbox, accepted: new Map(), neverSent: new Set(), figures};
}

/** As the next start would, with a shorter pause before the second look; sends again what is not there, as a user would. */
async function settleAll({
  home,
  sandbox,
}: Lane): Promise<{readonly items: readonly OutboxItem[]; readonly again: number}> {
  const store = openStore({file: databaseOf(home)});
  const clock = {now: Date.now};
  const {clientId, clientSecret} = sandbox;
  const api = createApi({
    endpoint: sandbox.url,
    credentials: () => Promise.resolve({clientId, clientSecret}),
    clock,
    rate: {atOnce: 4, perSecond: 100},
  });
  const {outbox} = createSync({
    api,
    gate: api.gate,
    store,
    clock,
    refresh: {listMs: 60_000, visibleMs: 60_000, openMs: 600_000},
    readOnly: false,
    audit: () => undefined,
    outbox: {graceMs: GRACE_MS},
  });
  outbox.start();
  let again = 0;
  try {
    for (;;) {
      const open = store.outbox().filter(({state}) => state !== 'sent');
      if (open.length === 0) return {items: store.outbox(), again};
      const absent = open.filter(isLookedFor);
      again += absent.length;
      for (const {id} of absent) outbox.retry(id);
      await Promise.all(open.map(({id}) => outbox.settled(id)));
    }
  } finally {
    await outbox.stop(1000);
    store.close();
  }
}

// About a third of a second each on two free cores; other work on the machine must not fail it.
const TIMEOUT_MS = 60_000 + ROUNDS * 1500;
const TITLE = `${ROUNDS} times kill -9 at a random moment of writing and sending: nothing lost, nothing twice`;

test(TITLE, {timeout: TIMEOUT_MS}, async ({annotate}) => {
  const sandbox = await startSandbox({tickets: 12, faults: FAULTS, seed: SEED, logLimit: 100_000});
  onTestFinished(() => sandbox.close());
  const figures: Figures = {
    rounds: 0,
    composing: 0,
    queued: 0,
    sending: 0,
    lettersOnScreen: 0,
    mostAhead: 0,
    continued: 0,
  };
  const lanes = Array.from({length: LANES}, (_, number) => createLane(number, sandbox, figures));
  let left = ROUNDS;
  const run = async (lane: Lane) => {
    while (left > 0) {
      left -= 1;
      await killRound(lane, ROUNDS - left);
    }
  };
  await Promise.all(lanes.map(run));
  const settled = await Promise.all(lanes.map(settleAll));
  const again = settled.reduce((sum, lane) => sum + lane.again, 0);

  const copies = ({sandbox: service}: Lane, text: string, ticketId: string) =>
    service.ticket(ticketId)?.notes.filter((note) => note.text === text).length ?? 0;
  const accepted = lanes.flatMap((lane) =>
    [...lane.accepted].map(([text, id]) => ({text, copies: copies(lane, text, id)})),
  );
  const lost = accepted.filter((note) => note.copies === 0);
  const twice = accepted.filter((note) => note.copies > 1);
  const posts = sandbox.log().filter(({operation = ''}) => /^add(?:Case|Ticket)Note$/.test(operation));
  const unanswered = posts.filter(({status}) => status === undefined).length;
  await annotate(
    [
      `${figures.rounds} rounds: killed ${figures.composing} times before the text was queued, ${accepted.length} after it`,
      `(${figures.queued} waiting, ${figures.sending} on their way); ${figures.continued} rounds went on with a draft.`,
      `${figures.lettersOnScreen} letters on screen; at most ${figures.mostAhead} frames were ahead of the disk.`,
      `${posts.length} notes posted, ${unanswered} never answered, ${again} sent again after looking for them:`,
      `${accepted.length} accepted, ${lost.length} lost, ${twice.length} twice.`,
    ].join(' '),
  );
  expect({lost, twice}).toEqual({lost: [], twice: []});
  expect(figures.rounds).toBe(ROUNDS);
  expect(accepted.length).toBeGreaterThanOrEqual(Math.floor(ROUNDS / 10));
});
