import type {Line} from '../../components/lines.ts';
import {noticesAt} from '../../domain/notices/notice-choice.ts';
import {useNotices} from '../../hooks/useNotices.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {noticeLines} from './notice-heads.ts';

/** What goes on at a site or is planned there, as lines; none while nobody knows which site it is. */
export function useSiteNotices(
  site: string | undefined,
  {width, most}: {readonly width: number; readonly most: number},
): readonly Line[] {
  const {clock} = useServices();
  const all = useNotices();
  if (site === undefined) return [];
  const now = clock.now();
  return noticeLines(noticesAt(all, [site], now), [site], {zone: 'local', now, width, most});
}
