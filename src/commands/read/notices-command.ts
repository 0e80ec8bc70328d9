import {shownNotices} from '../../domain/notices/notice-choice.ts';
import {noticeCalendar} from '../../domain/notices/notice-calendar.ts';
import {noticeJson} from '../../domain/notices/notice-as-json.ts';
import {asideState, NOTICES_OFF} from '../../domain/aside-state.ts';
import {
  noticeName,
  noticePlace,
  noticeTime,
  noticeTitle,
  noticeWords,
} from '../../domain/notices/notice-text.ts';
import {isAbout, phaseOf, type NoticePhase, type StoredNotice} from '../../domain/notices/site-notice.ts';
import {statusLabel} from '../../domain/ticket.ts';
import {AppError} from '../../errors.ts';
import type {Opened} from '../../console/session/open-services.ts';
import type {Io} from '../../console/session/io.ts';
import {table} from '../plain-text.ts';
import {printJson} from '../print-json.ts';
import {readEachAccount} from '../each-account.ts';
import {readFirst} from './read-first.ts';

export type NoticesOptions = {
  readonly ibx?: readonly string[];
  readonly running?: boolean;
  readonly planned?: boolean;
  readonly past?: boolean;
  readonly json?: boolean;
  readonly ics?: boolean;
  readonly utc?: boolean;
  readonly offline?: boolean;
};

/** `casedeck notices [WORDS]`: incidents, maintenance and the like of the sites, from the service, else from the store. */
export async function runNotices(
  services: Opened,
  io: Io,
  words: readonly string[],
  options: NoticesOptions,
): Promise<number> {
  const {store, clock, settings} = services;
  if (settings.notices.source === 'off') throw new AppError('config', NOTICES_OFF);
  const code = options.offline === true ? 0 : await readEachAccount(services, io, readNotices);
  const now = clock.now();
  const notices = chosen(shownNotices(store.notices(), now), now, words, options);
  if (options.ics === true) io.out(noticeCalendar(notices, now, CASEDECK_VERSION));
  else if (options.json === true)
    printJson(
      io,
      notices.map((stored) => noticeJson(stored, now)),
    );
  else if (notices.length === 0)
    io.note('casedeck: No such notice of the past 30 days or of what is planned.\n');
  else io.out(noticesText(notices, now, options.utc === true ? 'utc' : 'local', io.stdout));
  return code;
}

async function readNotices(
  {clock, store, poller}: Pick<Opened, 'clock' | 'store' | 'poller'>,
  io: Io,
): Promise<boolean> {
  return await readFirst(clock, io, {
    read: () => poller.readNotices(),
    storedAt: () => asideState(store, 'notices').at ?? (store.notices().length > 0 ? 'unknown' : undefined),
  });
}

/** Of these sites, in one of these states, with all of these words; what is not asked for does not matter. */
function chosen(
  notices: readonly StoredNotice[],
  now: number,
  words: readonly string[],
  {ibx, running = false, planned = false, past = false}: NoticesOptions,
): readonly StoredNotice[] {
  const named: Readonly<Record<NoticePhase, boolean>> = {running, planned, past};
  const isAny = !running && !planned && !past;
  const wanted = words.map((word) => word.toLowerCase());
  return notices.filter((stored) => {
    const {notice} = stored;
    const text = noticeWords(notice).toLowerCase();
    return (
      (ibx === undefined || isAbout(notice, ibx)) &&
      (isAny || named[phaseOf(stored, now)]) &&
      wanted.every((word) => text.includes(word))
    );
  });
}

function noticesText(
  notices: readonly StoredNotice[],
  now: number,
  zone: 'local' | 'utc',
  place: Io['stdout'],
): string {
  const rows = notices.map((stored) => {
    const {notice} = stored;
    const phase = phaseOf(stored, now).toUpperCase();
    const time = noticeTime(stored, zone, now);
    return [
      phase,
      noticeName(notice),
      noticePlace(stored),
      time,
      statusLabel(notice.status),
      noticeTitle(notice),
    ];
  });
  return table(['STATE', 'KIND', 'IBX', 'TIME', 'STATUS', 'SUMMARY'], rows, place);
}
