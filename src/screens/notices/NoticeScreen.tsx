import {useEffect, useMemo} from 'react';
import {inset, line, span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {noticeName, noticeSites} from '../../domain/notices/notice-text.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {useNotices} from '../../hooks/useNotices.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {createState} from '../../state/state.ts';
import type {Ui} from '../ui.ts';
import {usePager} from '../usePager.ts';
import {noticePage} from './notice-page.ts';

export type NoticeScreenProps = {
  readonly ui: Ui;
  readonly width: number;
  readonly height: number;
  readonly id: string;
};

/** One notice in full, read from the service where that was not done since it changed. */
export function NoticeScreen({ui, width, height, id}: NoticeScreenProps) {
  const {clock, poller, store} = useServices();
  const {time, overlay} = useValue(ui.nav);
  const all = useNotices();
  const stored = all.find(({notice}) => notice.id === id);
  const top = useMemo(() => createState(0), []);
  const isOld = stored !== undefined && (stored.fullAt ?? 0) < stored.changedAt;
  useEffect(() => {
    if (!isOld) return undefined;
    const leaving = new AbortController();
    poller.readNotice(id, leaving.signal).catch((error: unknown) => {
      if (!leaving.signal.aborted) ui.fail(error);
    });
    return () => leaving.abort();
  }, [poller, ui, id, isOld]);
  const zone = time === 'local' ? 'local' : 'utc';
  const lines =
    stored === undefined ? [] : noticePage(stored, {width: width - 4, now: clock.now(), zone, time, all});
  const rows = Math.max(1, height - 2);
  const pager = usePager(top, lines.length, rows);
  const isRead = stored?.isUnread === true && pager.top + rows >= lines.length && overlay === undefined;
  useEffect(() => {
    if (isRead) store.markNoticesSeen([id], clock.now());
  }, [store, clock, id, isRead]);
  const back = () => ui.go({type: 'back'});
  useKeys('pager', {...pager.actions, back, close: back});
  return (
    <Pane
      width={width}
      height={height}
      title={
        stored === undefined ? '' : `Notice: ${noticeName(stored.notice)}, ${noticeSites(stored.notice)}`
      }
      foot={lines.length > rows ? `${Math.min(pager.top + rows, lines.length)} of ${lines.length}` : ''}
      lines={
        stored === undefined
          ? [line(span(' This notice is no longer kept here.', 'dim'))]
          : lines.slice(pager.top, pager.top + rows).map(inset)
      }
      focused
    />
  );
}
