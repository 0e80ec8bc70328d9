import {useEffect, useState} from 'react';
import {inset, line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {noticeName, noticePlace} from '../../domain/notices/notice-text.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {useNotices} from '../../hooks/useNotices.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {createState} from '../../state/state.ts';
import type {Guide, Sized} from '../ui.ts';
import {withFound} from '../find-in-lines.ts';
import {usePager} from '../usePager.ts';
import {noticePage} from './notice-page.ts';

export type NoticeScreenProps = Sized<Guide> & {
  readonly id: string;
  /** Of the search that led here; they are marked. */
  readonly words?: string | undefined;
};

/** One notice in full, read from the service where that was not done since it changed. */
export function NoticeScreen({ui, width, height, id, words = ''}: NoticeScreenProps) {
  const {clock, poller, store} = useServices();
  const {time, overlay} = useValue(ui.nav);
  const all = useNotices();
  const stored = all.find(({notice}) => notice.id === id);
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
  const page =
    stored === undefined ? [] : noticePage(stored, {width: width - 4, now: clock.now(), zone, time, all});
  const lines = page.map((row) => withFound(row, words));
  const rows = Math.max(1, height - 2);
  // Where the words are further down, there: with what stands above them.
  const [top] = useState(() => createState(Math.max(0, lines.findIndex(isMarked) - Math.floor(rows / 2))));
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
      title={stored === undefined ? '' : `Notice: ${noticeName(stored.notice)}, ${noticePlace(stored)}`}
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

function isMarked({spans}: Line): boolean {
  return spans.some(({style}) => style === 'match');
}
