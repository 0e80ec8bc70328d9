import {Box} from 'ink';
import {useMemo} from 'react';
import {inset, line, span, type Line, insetWords} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {shownNotices} from '../../domain/notices/notice-choice.ts';
import {noticeName, noticePlace} from '../../domain/notices/notice-text.ts';
import type {StoredNotice} from '../../domain/notices/site-notice.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {useNotices, useNoticesTrouble} from '../../hooks/useNotices.ts';
import {usePointer} from '../../hooks/usePointer.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {createPointer} from '../../state/pointer.ts';
import {motionKeys} from '../motions.ts';
import {placeLabel} from '../pointed-lines.ts';
import {tellUser, type Guide, type Selection, type Sized} from '../ui.ts';
import {noticePage} from './notice-page.ts';
import {noticeRows, type NoticeRows} from './notice-rows.ts';
import {listFiltered} from '../list/view-actions.ts';

/** Below this height there is no room for the text of the chosen one. */
const DETAIL_FROM = 14;
const MINUTE = 60_000;

/** Notices of the sites: what goes on, what is planned, what was in the past 30 days. */
export function NoticesScreen({ui, width, height}: Sized<Guide & Selection>) {
  const {clock, store} = useServices();
  const {time} = useValue(ui.nav);
  const all = useNotices();
  const trouble = useNoticesTrouble();
  const pointer = useMemo(() => createPointer(), []);
  const now = Math.floor(clock.now() / MINUTE) * MINUTE;
  // Notices of several sites have no clock of a site in common.
  const zone = time === 'local' ? 'local' : 'utc';
  const detail = height >= DETAIL_FROM ? Math.floor(height * 0.4) : 0;
  const rows = Math.max(1, height - detail - 2);
  const list = usePointer(pointer, {entries: shownNotices(all, now), keyOf: keyOfNotice, height: rows});
  const pointed = list.entries[list.index];
  const shown = noticeRows(
    list.entries,
    list.index,
    {width: width - 3, now, zone, accounts: store.accounts().length},
    list.isGone,
  );
  const top = topOf(shown, list.index, rows);
  useNoticesKeys(ui, list.pointed, pointed);
  useKeys('pager', {
    ...motionKeys(pointer, {half: Math.ceil(rows / 2), page: rows}),
    back: () => ui.go({type: 'back'}),
    close: () => ui.go({type: 'back'}),
  });
  const page =
    pointed === undefined ? [] : noticePage(pointed, {width: width - 4, now, zone, time, all}).map(inset);
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={height - detail}
        title={`Notices, times ${zone === 'utc' ? 'in UTC' : "of this machine's zone"}`}
        foot={placeLabel(list)}
        lines={[
          ...troubleLines(trouble, width),
          ...(shown.lines.length === 0 ? emptyLines(trouble) : shown.lines.slice(top, top + rows)),
        ]}
        focused
      />
      {detail === 0 ? null : (
        <Pane
          width={width}
          height={detail}
          title={pointed === undefined ? '' : titleOf(pointed)}
          foot={page.length > detail - 2 ? `${ui.keyFor('notices.open')} shows all of it` : ''}
          lines={page.slice(0, detail - 2)}
          focused={false}
        />
      )}
    </Box>
  );
}

function keyOfNotice({notice}: StoredNotice): string {
  return notice.id;
}

function titleOf(stored: StoredNotice): string {
  return `${noticeName(stored.notice)}, ${noticePlace(stored)}`;
}

function troubleLines(trouble: string | undefined, width: number): readonly Line[] {
  return trouble === undefined ? [] : insetWords(trouble, width - 4, 'warning');
}

function emptyLines(trouble: string | undefined): readonly Line[] {
  const words = trouble === undefined ? ' No notice of the past 30 days or of what is planned.' : '';
  return [line(span(words, 'dim'))];
}

/** The window shows the chosen row, with the heading above it where that fits. */
function topOf({lines, rowLines}: NoticeRows, selected: number, rows: number): number {
  const at = rowLines[selected] ?? 0;
  return Math.min(Math.max(0, lines.length - rows), Math.max(0, at - Math.max(0, rows - 2)));
}

function useNoticesKeys(
  ui: Guide & Selection,
  pointedNow: () => StoredNotice | undefined,
  pointed: StoredNotice | undefined,
): void {
  const {poller} = useServices();
  const none = pointed === undefined ? 'There is no notice.' : undefined;
  useKeys('notices', {
    'notices.open': {
      run: () => {
        const stored = pointedNow();
        if (stored !== undefined) ui.go({type: 'push', screen: {kind: 'notice', id: stored.notice.id}});
      },
      disabled: none,
    },
    'notices.tickets': {
      run: () => {
        const stored = pointedNow();
        if (stored !== undefined) listTickets(ui, stored);
      },
      disabled: none,
    },
    'notices.refresh': () => {
      tellUser(ui, 'Looking for notices…');
      poller.readNotices().then(() => tellUser(ui, 'The notices are up to date.'), ui.fail);
    },
  });
}

/** The tickets of its sites; of a notice for all sites every one. */
function listTickets(ui: Guide & Selection, {notice}: StoredNotice): void {
  listFiltered(ui, notice.isGlobal === true ? '' : notice.ibxs.map((ibx) => `ibx:${ibx}`).join(' '));
}
