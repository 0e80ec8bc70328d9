import {decodeNotice} from '../../src/api/decode/decode-notices.ts';
import {noticeReply, noticeRow, type SandboxNotice} from '../../src/sandbox/notices/notice-world.ts';
import {seedNotices} from '../../src/sandbox/notices/notice-seeds.ts';
import type {Store} from '../../src/store/store.ts';
import {MOMENT as now} from './screen-world.ts';

const MINUTE = 60_000;

/** The sandbox's notices as if they had been read, and an incident that began two hours ago. */
export function putSandboxNotices(store: Store): void {
  const incident: SandboxNotice = {
    id: 'GBL000007002007',
    notificationNumber: '5-231188402207',
    type: 'IBX_INCIDENT',
    ibxs: ['SV5'],
    start: now - 120 * MINUTE,
    status: 'UPDATED',
    summary: 'UPS B-2 has failed over to the reserve bus',
    text: 'A capacitor of UPS B-2 has failed. Feed B is stable on the reserve bus. Feed A is not touched.',
    mails: [],
  };
  for (const notice of [incident, ...seedNotices(now)]) {
    const [row, full] = [decodeNotice(noticeRow(notice)), decodeNotice({...noticeReply(notice), emails: []})];
    if (row === undefined || full === undefined) throw new Error(`no notice ${notice.id}`);
    store.putNotices([row], now - 95 * MINUTE, {silent: true});
    store.putFullNotice(notice.id, full, now - 90 * MINUTE);
  }
}
