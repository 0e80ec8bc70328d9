import {CELL, rowShapes, svgAround, type SvgOptions} from './frame-svg.ts';
import type {Frame} from './frame.ts';

export type Scene = {
  readonly frame: Frame;
  /** How long it is seen. */
  readonly seconds: number;
};

/**
 * Scenes of one size as a picture that plays them for ever: a strip of all of them that moves by one at a time.
 * Equal rows are drawn once. Whoever wants no motion sees the scene `still`.
 */
export function filmSvg(scenes: readonly Scene[], still: number, options: SvgOptions = {}): string {
  const [first] = scenes;
  if (first === undefined) throw new RangeError('a film needs a scene');
  const {cols, rows} = first.frame;
  const [width, height] = [cols * CELL.width, rows * CELL.height];
  const drawn = new Map<string, string>();
  const uses = scenes.flatMap(({frame}, index) =>
    frame.cells.flatMap((cells, y) => {
      const shapes = rowShapes(cells, 0, options).join('');
      if (shapes === '') return [];
      const id = drawn.get(shapes) ?? `r${drawn.size}`;
      drawn.set(shapes, id);
      return `<use href="#${id}" y="${index * height + y * CELL.height}"/>`;
    }),
  );
  const rowsOnce = [...drawn].map(([shapes, id]) => `<g id="${id}">${shapes}</g>`);
  const shapes = [
    `<defs>${rowsOnce.join('')}</defs>`,
    `<svg width="${width}" height="${height}"><g class="film">`,
    ...uses,
    '</g></svg>',
  ];
  return svgAround(first.frame, shapes, options, styleOf(scenes, still, height));
}

function styleOf(scenes: readonly Scene[], still: number, height: number): string {
  const total = scenes.reduce((sum, {seconds}) => sum + seconds, 0);
  let start = 0;
  const keyframes = scenes.map(({seconds}, index) => {
    const at = ((start / total) * 100).toFixed(2);
    start += seconds;
    return `${at}%{transform:translateY(${-index * height}px)}`;
  });
  const last = `100%{transform:translateY(${-(scenes.length - 1) * height}px)}`;
  return [
    `@keyframes film{${keyframes.join('')}${last}}`,
    `.film{animation:film ${total.toFixed(1)}s step-end infinite}`,
    `@media (prefers-reduced-motion:reduce){.film{animation:none;transform:translateY(${-still * height}px)}}`,
  ].join('');
}
