import {setTimeout as pause} from 'node:timers/promises';
import {inEachAccount} from '../each-account.ts';
import {noticeJson} from '../../domain/notices/notice-as-json.ts';
import {NOTICES_OFF} from '../../domain/aside-state.ts';
import {noticeLine} from '../../domain/notices/notice-text.ts';
import {createFirstHeard} from '../../domain/notices/first-heard.ts';
import {isAbout, phaseOf, type StoredNotice} from '../../domain/notices/site-notice.ts';
import {statusLabel} from '../../domain/ticket.ts';
import {AppError} from '../../errors.ts';
import type {Opened} from '../../console/session/open-services.ts';
import {escapeJson} from '../../text/safe/escape-json.ts';
import {formatStamp} from '../../text/time/dates.ts';
import type {Io} from '../../console/session/io.ts';

export type NoticeWatch = {
  readonly ibx?: readonly string[] | undefined;
  readonly isJson: boolean;
  /** `changed` ends with the first news. */
  readonly isEndless: boolean;
  /** Milliseconds. */
  readonly timeout: number;
  readonly offline: boolean;
  readonly signal: AbortSignal;
  /** Told each one as JSON. */
  readonly hook: ((json: string) => Promise<void>) | undefined;
};

const LOOK_MS = 500;

/**
 * `casedeck watch --notices`: first what goes on now, then each notice that is new or changed, until the time is up
 * (false) or, where that is wanted, the first news (true).
 */
export async function watchNotices(services: Opened, io: Io, watch: NoticeWatch): Promise<boolean> {
  const {store, clock, poller, settings} = services;
  const {offline, isEndless, signal} = watch;
  if (settings.notices.source === 'off') throw new AppError('config', NOTICES_OFF);
  const isWanted = ({notice}: StoredNotice) => watch.ibx === undefined || isAbout(notice, watch.ibx);
  const teller = tellerOf(services, io, watch);
  const endsAt = performance.now() + watch.timeout;
  if (!offline) await inEachAccount(services, io, (part) => part.poller.readNotices());
  const news = newsOf(services);
  const running = store.notices().filter((stored) => phaseOf(stored, clock.now()) === 'running');
  running.filter(isWanted).forEach(teller.tell);
  if (!offline) poller.start();
  let isMet = false;
  while (!isMet && performance.now() < endsAt) {
    await pause(Math.min(LOOK_MS, Math.max(0, endsAt - performance.now())), undefined, {signal});
    const found = news().filter(isWanted);
    found.forEach(teller.tell);
    teller.trouble();
    isMet = !isEndless && found.length > 0;
  }
  await teller.done();
  return isMet;
}

/** Each call returns the notices that became new or changed since the one before; one of which several accounts are told, once. */
function newsOf(services: Pick<Opened, 'account' | 'several' | 'store'>): () => readonly StoredNotice[] {
  const several = services.several?.parts;
  const stores = (several ?? [services]).map(({store, account: {profile}}) => ({
    store,
    told: store.lastNotice(),
    ofAccount: several === undefined ? {} : {accounts: [profile]},
  }));
  const firstHeard = createFirstHeard();
  return () => {
    const news = stores.flatMap((one) => {
      const fresh = one.store.noticesAfter(one.told);
      one.told = one.store.lastNotice();
      return fresh.map((stored) => ({...stored, ...one.ofAccount}));
    });
    return several === undefined ? news : firstHeard(news);
  };
}

type NoticeTeller = {
  readonly tell: (stored: StoredNotice) => void;
  /** Says what keeps notices from being read, once. */
  readonly trouble: () => void;
  readonly done: () => Promise<void>;
};

function tellerOf(
  {clock, store}: Pick<Opened, 'clock' | 'store'>,
  io: Io,
  {isJson, hook}: NoticeWatch,
): NoticeTeller {
  let last: string | undefined;
  // One after the other, in the order of the news.
  let hooks = Promise.resolve();
  return {
    tell(stored) {
      const now = clock.now();
      const facts = {noticedAt: new Date(now).toISOString(), ...noticeJson(stored, now)};
      const json = `${escapeJson(JSON.stringify(facts))}\n`;
      io.out(isJson ? json : lineOf(stored, now));
      if (hook !== undefined) hooks = hooks.then(() => hook(json));
    },
    trouble() {
      const words = store.troubleOf('notices');
      if (words !== undefined && words !== last) io.note(`casedeck: ${words}\n`);
      last = words;
    },
    done: () => hooks,
  };
}

function lineOf(stored: StoredNotice, now: number): string {
  const status = statusLabel(stored.notice.status);
  return `${formatStamp(now, 'local')}  ${status.padEnd(11)}  ${noticeLine(stored, {zone: 'local', now})}\n`;
}
