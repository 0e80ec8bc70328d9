import type {StoredNotice} from '../domain/notices/site-notice.ts';
import {NOTICES_OFF} from '../domain/aside-state.ts';
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
  const trouble = useStored([], () => store.troubleOf('notices'));
  return settings.notices.source === 'off' ? NOTICES_OFF : trouble;
}
