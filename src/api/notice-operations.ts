import type {Api, NoticePage} from './api.ts';
import {decodeEventPage, decodeNotice, decodeNoticePage} from './decode/decode-notices.ts';
import {callForJson, expectDecoded, type OperationDeps} from './operations.ts';
import {LIMITS} from '../domain/limits.ts';
import type {OperationId} from './endpoints.ts';
import type {SiteNotice} from '../domain/notices/site-notice.ts';
import {idProblems, refuseProblems} from '../domain/new-ticket/check-request.ts';
import {isHtml} from '../text/html/is-html.ts';
import {toSafeText} from '../text/safe/to-safe-text.ts';
import type {SafeText} from '../text/safe/safe-text.ts';

type NoticeOperations = Pick<Api, 'searchNotices' | 'getNotice' | 'findNotices'>;

/** What is asked for of the newer API, which has notices of other kinds too; network notices come along. */
const EVENT_TYPES = [
  'IBX_MAINTENANCE',
  'IBX_INCIDENT',
  'IBX_ADVISORY',
  'NETWORK_MAINTENANCE',
  'NETWORK_INCIDENT',
] as const;

/** The operations that read notices about sites. See {@link Api} for each. */
export function createNoticeOperations(deps: OperationDeps): NoticeOperations {
  return {
    searchNotices: async ({from, to, offset}, options) => {
      const limit = LIMITS.noticePage;
      const dateRange = {fromDate: new Date(from).toISOString(), toDate: new Date(to).toISOString()};
      const query = {offset, limit, sorts: ['-startDate' as const]};
      const init = {params: {query}, body: {filter: {dateRange}}};
      const {json} = await callForJson(deps, 'searchNotices', init, options);
      const page = decodeNoticePage(json, {offset, limit});
      return await readPage(
        deps,
        'searchNotices',
        expectDecoded(page, 'searchNotices', 'a page of notices', json),
      );
    },
    getNotice: async (id, options) => {
      refuseProblems(idProblems('id', id, LIMITS.noticeId), 'The question for this notice');
      const {json} = await callForJson(deps, 'getNotice', {params: {path: {id}}}, options);
      const notice = expectDecoded(decodeNotice(json), 'getNotice', 'a notice', json);
      deps.watch.readNotice('getNotice', notice);
      return await plain(notice);
    },
    findNotices: async ({offset}, options) => {
      const limit = LIMITS.noticePage;
      const body = {
        filter: {type: [...EVENT_TYPES]},
        sort: [{direction: 'DESC' as const, property: 'createdDateTime'}],
        pagination: {offset, limit},
      };
      const {json} = await callForJson(deps, 'findNotices', {body}, options);
      const page = decodeEventPage(json, {offset, limit});
      return await readPage(
        deps,
        'findNotices',
        expectDecoded(page, 'findNotices', 'a page of notices', json),
      );
    },
  };
}

async function readPage(
  {watch}: OperationDeps,
  operation: OperationId,
  page: NoticePage,
): Promise<NoticePage> {
  for (const notice of page.notices) watch.readNotice(operation, notice);
  return {...page, notices: await Promise.all(page.notices.map(plain))};
}

/** The same notice with texts to read where they came as HTML. */
async function plain(notice: SiteNotice): Promise<SiteNotice> {
  const {summary, emails} = notice;
  return {
    ...notice,
    ...(summary === undefined ? {} : {summary: await plainText(summary)}),
    ...(emails === undefined
      ? {}
      : {
          emails: await Promise.all(
            emails.map(async (mail) => ({...mail, text: await plainText(mail.text)})),
          ),
        }),
  };
}

async function plainText(text: SafeText): Promise<SafeText> {
  if (!isHtml(text)) return text;
  // The parser is large: only where there is HTML.
  const {mailWords} = await import('../text/html/html-to-text.ts');
  return toSafeText(await mailWords(text));
}
