import type {StoredNotice} from '../domain/notices/site-notice.ts';
import {NOTICES_STATE, noticesTrouble, type NoticesState} from '../domain/notices/notice-state.ts';
import {parseKeptState} from '../domain/kept-state.ts';
import {useServices} from './useServices.tsx';
import {useStored} from './useStored.ts';

/** Every notice that is kept, in no order. */
export function useNotices(): readonly StoredNotice[] {
  const {store} = useServices();
  return useStored([], store.notices);
}

/** Why notices are missing or may be old, in words; undefined where all is well. */
export function useNoticesTrouble(): string | undefined {
  const {store, settings} = useServices();
  const state = useStored([], () => parseKeptState<NoticesState>(store.meta(NOTICES_STATE)));
  return noticesTrouble(state, settings.notices.source);
}
