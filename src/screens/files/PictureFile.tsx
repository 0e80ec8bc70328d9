import {Box, Text, useIsScreenReaderEnabled, type DOMElement} from 'ink';
import {useEffect, useMemo, useRef} from 'react';
import {inset, line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useKeys, type KeyAction, type KeyActions} from '../../hooks/keys.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {cellSize, drawCells, type CellMode} from '../../pictures/draw-cells.ts';
import {
  clearProtocol,
  drawProtocol,
  throughTmux,
  type PictureProtocol,
} from '../../pictures/draw-protocol.ts';
import type {Crop, Pixels, Size} from '../../pictures/pixels.ts';
import {cropOf, panned, WHOLE, zoomed} from '../../pictures/zoom.ts';
import {theme} from '../../terminal/theme.ts';
import {byteText} from '../../text/byte-text.ts';
import {wrap} from '../../text/width.ts';
import type {Guide, PictureWay, Sized, Viewer} from '../ui.ts';
import type {ContentProps} from './TextFile.tsx';

/** What a step closer multiplies, and how far an arrow goes through what is seen. */
const STEP = {closer: 1.5, arrow: 0.25, page: 0.9};

/** Pixels of a cell, where the terminal fits the picture into cells itself, and where it does not: then rather too few. */
const CELL = {fitted: {width: 10, height: 20}, unfitted: {width: 7, height: 14}};

/** Pictures up to this size are sent over a slow line without a question: two seconds at one megabit. */
const SLOW_BUDGET = 256 * 1024;

/** For ears. */
const UNSEEN: PictureWay = {drawnBy: 'off', isTmux: false, isSlow: false};

/** A picture as large as the screen lets it be, looked at closely where that is wanted. */
export function PictureFile(props: ContentProps<'picture'>) {
  const {ui, width, height, title, actions, about, content} = props;
  const isLinear = useIsScreenReaderEnabled();
  const zoom = useValue(ui.file.zoom);
  const cells = {columns: Math.max(1, width - 2), rows: Math.max(1, height - 2)};
  const {drawnBy} = ui.picture;
  const isOff = isLinear || drawnBy === 'off';
  const room = roomOf(drawnBy, cells);
  const crop = cropOf(content.pixels, room, zoom);
  const drawn = useProtocolBytes(isLinear ? UNSEEN : ui.picture, {pixels: content.pixels, crop, cells});
  const isAgreed = useValue(ui.file.agreed);
  const isAsked = ui.picture.isSlow && !isAgreed && isDear(drawn);
  usePictureKeys(ui, content.pixels, {room, actions: isAsked ? {...actions, ...agreeing(ui)} : actions});
  if (isOff) {
    const why = isLinear ? 'It cannot be read aloud' : 'Pictures are turned off by the setting pictures';
    const words = wrap(`This is ${about}. ${why}; ${ui.keyFor('file.save')} saves it.`, width - 4);
    return <Pane {...{width, height, title}} lines={words.map((row) => inset(line(row)))} focused />;
  }
  const seen = zoom.closer === 1 ? 'whole' : `${zoom.closer.toFixed(1)} times closer`;
  const shown = {ui, width, height, title, foot: `${seen} · ${about}`};
  if (drawn === undefined) return <CellsPane {...shown} {...{cells, crop}} pixels={content.pixels} />;
  return isAsked ? (
    <AskingPane {...shown} bytes={drawn.bytes.length} />
  ) : (
    <ProtocolPane {...shown} cells={cells} drawn={drawn} protocol={drawnBy} />
  );
}

/** What drawing it will take, before it does. */
function AskingPane({bytes, ...shown}: Omit<ShownProps, 'cells'> & {readonly bytes: number}) {
  const {ui, width} = shown;
  const words = `Drawn at this size it takes ${byteText(bytes)} of this line. ${ui.keyFor('open')} draws it, ${ui.keyFor('file.save')} saves it.`;
  return <Pane {...shown} lines={wrap(words, width - 4).map((row) => inset(line(row)))} focused />;
}

function isDear(drawn: DrawnPicture | undefined): boolean {
  return drawn !== undefined && drawn.bytes.length > SLOW_BUDGET;
}

/** The bytes are known before any of them is sent. */
function agreeing({file}: Viewer): KeyActions {
  return {open: {run: () => file.agreed.set(true), disabled: undefined, footer: 'draw it'}};
}

/** Undefined where cells are drawn. */
function useProtocolBytes(picture: PictureWay, {pixels, crop, cells}: Part): DrawnPicture | undefined {
  const {left, top, width, height} = crop;
  const {columns, rows} = cells;
  return useMemo(() => {
    const {drawnBy} = picture;
    if (drawnBy === 'blocks' || drawnBy === 'off') return undefined;
    return protocolBytes(picture, drawnBy, {
      pixels,
      crop: {left, top, width, height},
      cells: {columns, rows},
    });
  }, [picture, pixels, left, top, width, height, columns, rows]);
}

type ShownProps = Sized<Guide & Viewer> & {
  readonly title: string;
  readonly foot: string;
  readonly cells: {readonly columns: number; readonly rows: number};
};

type Part = Pick<ShownProps, 'cells'> & {readonly pixels: Pixels; readonly crop: Crop};
type DrawnPicture = {readonly bytes: string; readonly clear: string; readonly columns: number};

/** In half blocks or letters. */
function CellsPane({width, height, title, foot, cells, crop, pixels}: Omit<ShownProps, 'ui'> & Part) {
  const mode = cellMode();
  const {columns, rows} = cells;
  const {left, top, width: cropWidth, height: cropHeight} = crop;
  const drawn = useMemo(
    () => drawCells(pixels, {left, top, width: cropWidth, height: cropHeight}, {columns, rows}, mode),
    [pixels, left, top, cropWidth, cropHeight, columns, rows, mode],
  );
  const margin = ' '.repeat(Math.max(0, Math.floor((columns - drawn.columns) / 2)));
  const node = <Text wrap="truncate">{drawn.rows.map((row) => margin + row).join('\n')}</Text>;
  return <Pane {...{width, height, title, foot}} lines={[]} inset={{at: 0, rows, node}} focused />;
}

/** Drawn by the terminal itself, over cells that are left blank; not while something else is shown there. */
function ProtocolPane(
  props: ShownProps & {readonly protocol: PictureWay['drawnBy']; readonly drawn: DrawnPicture},
) {
  const {ui, width, height, title, foot, cells, protocol, drawn} = props;
  const {picture} = ui;
  const {columns, rows} = cells;
  const isHidden = useValue(ui.nav).overlay !== undefined;
  const place = useRef<DOMElement>(null);
  useEffect(() => {
    if (place.current === null || isHidden) return undefined;
    const {row, column} = placeOf(place.current);
    picture.show({...drawn, row, column: column + Math.floor((columns - drawn.columns) / 2)});
    return () => picture.show(undefined);
  }, [picture, drawn, columns, isHidden]);
  const sent = `${protocol}, ${byteText(drawn.bytes.length)}`;
  const node = <Box ref={place} width={columns} height={rows} />;
  return (
    <Pane
      {...{width, height, title}}
      foot={`${foot} · ${sent}`}
      lines={[]}
      inset={{at: 0, rows, node}}
      focused
    />
  );
}

function protocolBytes(
  {isTmux, isSlow}: PictureWay,
  protocol: PictureProtocol,
  {pixels, crop, cells: all}: Part,
): DrawnPicture {
  const cells = cellSize(crop, all.columns, all.rows);
  const cell = cellOf(protocol);
  // Half the width and height are a quarter of the bytes; sixels would become half as large.
  const share = isSlow && protocol !== 'sixel' ? 0.5 : 1;
  const size = {width: cells.columns * cell.width * share, height: cells.rows * cell.height * share};
  const bytes = drawProtocol(protocol, pixels, crop, {size, cells});
  const clear = clearProtocol(protocol);
  const through = (text: string) => (isTmux && text !== '' ? throughTmux(text) : text);
  return {bytes: through(bytes), clear: through(clear), columns: cells.columns};
}

function cellOf(protocol: PictureProtocol): Size {
  return protocol === 'sixel' ? CELL.unfitted : CELL.fitted;
}

/** In pixels of what draws: two a cell, one above the other, or those of the terminal. */
function roomOf(drawnBy: PictureWay['drawnBy'], {columns, rows}: ShownProps['cells']): Size {
  if (drawnBy === 'blocks' || drawnBy === 'off') return {width: columns, height: rows * 2};
  const {width, height} = cellOf(drawnBy);
  return {width: columns * width, height: rows * height};
}

/** Where on the screen it stands, in cells from 0. */
function placeOf(element: DOMElement): {readonly row: number; readonly column: number} {
  let [row, column] = [0, 0];
  for (let node: DOMElement | undefined = element; node !== undefined; node = node.parentNode) {
    row += node.yogaNode?.getComputedTop() ?? 0;
    column += node.yogaNode?.getComputedLeft() ?? 0;
  }
  return {row, column};
}

type PictureKeys = {readonly room: Size; readonly actions: KeyActions};

function usePictureKeys(ui: Guide & Viewer, picture: Size, {room, actions}: PictureKeys): void {
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
