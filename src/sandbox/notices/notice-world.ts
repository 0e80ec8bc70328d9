import {iso} from '../model.ts';

/** What was sent about a notice. */
export type NoticeMail = {
  readonly subject: string;
  readonly body: string;
  /** Milliseconds since 1970, as all times here. */
  readonly at: number;
};

/** A notice as the service keeps it. Its status follows the clock unless somebody has set one that ends it. */
export type SandboxNotice = {
  readonly id: string;
  readonly notificationNumber: string;
  readonly type: string;
  readonly ibxs: readonly string[];
  readonly start: number;
  readonly end?: number | undefined;
  readonly status: string;
  readonly summary: string;
  /** The long text of the detail; the summary where it is absent. */
  readonly text?: string | undefined;
  readonly global?: boolean | undefined;
  readonly priority?: string | null | undefined;
  readonly mails: readonly NoticeMail[];
  /** Fields that no published page names. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
};

export type NoticeWorld = {
  /** All of them with the status of this moment. */
  readonly all: () => readonly SandboxNotice[];
  readonly find: (id: string) => SandboxNotice | undefined;
  /** Adds one, or puts a changed one back. */
  readonly put: (notice: SandboxNotice) => void;
};

const ENDED = new Set(['CANCELLED', 'COMPLETED', 'RESOLVED']);

/** The notices of the sandbox: windows begin and end with its clock. */
export function createNoticeWorld(seeds: readonly SandboxNotice[], now: () => number): NoticeWorld {
  const kept = new Map(seeds.map((notice) => [notice.id, notice]));
  return {
    all: () => [...kept.values()].map((notice) => atNow(notice, now())),
    find(id) {
      const found =
        kept.get(id) ?? [...kept.values()].find(({notificationNumber}) => notificationNumber === id);
      return found === undefined ? undefined : atNow(found, now());
    },
    put: (notice) => void kept.set(notice.id, notice),
  };
}

function atNow(notice: SandboxNotice, now: number): SandboxNotice {
  const {type, start, end, status} = notice;
  if (!type.includes('MAINTENANCE') || ENDED.has(status)) return notice;
  if (end !== undefined && end <= now) return {...notice, status: 'COMPLETED'};
  return start <= now ? {...notice, status: 'IN_PROGRESS'} : notice;
}

/** A row of the search; the detail has more. */
export function noticeRow({
  id,
  type,
  start,
  end,
  ibxs,
  status,
  summary,
}: SandboxNotice): Record<string, unknown> {
  return {
    id,
    type,
    startTimestamp: seconds(start),
    endTimestamp: end === undefined ? null : seconds(end),
    ibxs,
    status,
    summary,
  };
}

/** The answer of getNotice. */
export function noticeReply(notice: SandboxNotice): Record<string, unknown> {
  const {notificationNumber, text, summary, global = false, priority = null, mails, extra} = notice;
  return {
    ...noticeRow(notice),
    notificationNumber,
    globalNotification: global,
    priority,
    summary: text ?? summary,
    emails: mails.map(({subject, body, at}) => ({subject, body, timestamp: iso(at)})),
    ...extra,
  };
}

/** As the page writes them: without milliseconds. */
function seconds(time: number): string {
  return iso(time).replace('.000Z', 'Z');
}
