import {Text, useIsScreenReaderEnabled} from 'ink';
import {useMemo} from 'react';
import {inset, line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useKeys, type KeyAction, type KeyActions} from '../../hooks/keys.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {drawCells, type CellMode} from '../../pictures/draw-cells.ts';
import type {Size} from '../../pictures/pixels.ts';
import {cropOf, panned, WHOLE, zoomed} from '../../pictures/zoom.ts';
import {theme} from '../../terminal/theme.ts';
import type {Ui} from '../ui.ts';
import type {ContentProps} from './TextFile.tsx';

/** What a step closer multiplies, and how far an arrow goes through what is seen. */
const STEP = {closer: 1.5, arrow: 0.25, page: 0.9};

/** A picture as large as the screen lets it be, looked at closely where that is wanted. */
export function PictureFile({ui, width, height, title, actions, about, content}: ContentProps<'picture'>) {
  const isLinear = useIsScreenReaderEnabled();
  const columns = width - 2;
  const rows = height - 2;
  const zoom = useValue(ui.file.zoom);
  const mode = cellMode();
  const drawn = useMemo(() => {
    const room = {width: columns, height: rows * 2};
    return drawCells(content.pixels, cropOf(content.pixels, room, zoom), {columns, rows}, mode);
  }, [content, columns, rows, zoom, mode]);
  usePictureKeys(ui, content.pixels, {room: {width: columns, height: rows * 2}, actions});
  const margin = ' '.repeat(Math.max(0, Math.floor((columns - drawn.columns) / 2)));
  const foot = `${zoom.closer === 1 ? 'whole' : `${zoom.closer.toFixed(1)} times closer`} · ${about}`;
  if (isLinear) {
    const words = `This is ${about}. It cannot be read aloud; ${ui.keyFor('file.save')} saves it.`;
    return <Pane {...{width, height, title}} lines={[inset(line(words))]} focused />;
  }
  const node = <Text wrap="truncate">{drawn.rows.map((row) => margin + row).join('\n')}</Text>;
  return (
    <Pane
      {...{width, height, title, foot}}
      lines={[]}
      inset={{at: 0, rows: Math.max(1, rows), node}}
      focused
    />
  );
}

type PictureKeys = {readonly room: Size; readonly actions: KeyActions};

function usePictureKeys(ui: Ui, picture: Size, {room, actions}: PictureKeys): void {
  const {zoom} = ui.file;
  const closer = (by: number) => () => zoom.set((now) => zoomed(picture, room, now, by));
  const pan = (x: number, y: number): KeyAction => ({
    run: () => zoom.set((now) => panned(picture, room, now, {x, y})),
    disabled:
      zoom.get().closer === 1
        ? `The whole picture is on screen; ${ui.keyFor('picture.closer')} shows it closer.`
        : undefined,
  });
  const {arrow, page} = STEP;
  useKeys('file', {
    ...actions,
    'picture.closer': closer(STEP.closer),
    'picture.farther': closer(1 / STEP.closer),
    'picture.whole': () => zoom.set(WHOLE),
    'picture.left': pan(-arrow, 0),
    'picture.right': pan(arrow, 0),
  });
  useKeys('pager', {
    'move.down': pan(0, arrow),
    'move.up': pan(0, -arrow),
    'move.pageDown': pan(0, page),
    'move.pageUp': pan(0, -page),
    back: () => ui.go({type: 'back'}),
  });
}

function cellMode(): CellMode {
  if (theme.pictureDepth === 'true') return 'truecolor';
  return theme.pictureDepth === '256' ? '256' : 'ascii';
}
