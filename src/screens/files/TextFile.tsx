import {Box} from 'ink';
import {useMemo} from 'react';
import {inset, line, span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import type {ViewedFile} from '../../files/view-file.ts';
import {useKeys, type KeyActions} from '../../hooks/keys.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {wrap} from '../../text/width.ts';
import {matchingLines, withMarks} from '../find-in-lines.ts';
import {findFoot, findKeys} from '../find-keys.ts';
import {FindLine} from '../FindLine.tsx';
import type {Guide, Sized, Viewer} from '../ui.ts';
import {usePager} from '../usePager.ts';

export type ContentProps<Kind extends ViewedFile['content']['kind']> = Sized<Guide & Viewer> & {
  readonly title: string;
  /** What can be done with every file. */
  readonly actions: KeyActions;
  /** Kind and size, in words. */
  readonly about: string;
  readonly content: Extract<ViewedFile['content'], {readonly kind: Kind}>;
};

/** A text on the whole screen, with search. */
export function TextFile({ui, width, height, title, actions, about, content}: ContentProps<'text'>) {
  const {find: findState, top} = ui.file;
  const find = useValue(findState);
  const isTyping = useValue(ui.nav).modal?.kind === 'line';
  const rows = height - 2 - (isTyping ? 1 : 0);
  const inner = width - 4;
  const lines = useMemo(
    () => content.lines.flatMap((each) => wrap(each, inner).map((row) => line(row))),
    [content, inner],
  );
  const matches = useMemo(() => matchingLines(lines, find), [lines, find]);
  const pager = usePager(top, lines.length, rows);
  const {back, ...finding} = findKeys({ui, find: findState, top, matches});
  useKeys('pager', {...pager.actions, ...(back && {back})});
  useKeys('file', {...actions, ...finding});
  const place = findFoot(
    {top: pager.top, rows, total: lines.length},
    find === '' ? undefined : matches.length,
  );
  const shown = lines.slice(pager.top, pager.top + rows).map((item) => withMarks(item, find));
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={rows + 2}
        title={title}
        foot={[place, about].filter((words) => words !== '').join(' · ')}
        lines={(lines.length === 0 ? [line(span('The file is empty.', 'dim'))] : shown).map(inset)}
        focused
      />
      {isTyping ? <FindLine ui={ui} width={width} find={findState} top={top} lines={lines} /> : null}
    </Box>
  );
}
