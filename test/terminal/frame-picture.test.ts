import {expect, test} from 'vitest';
import {FrameStream} from '../../src/terminal/frame-stream.ts';

const PICTURE = {row: 1, column: 2, bytes: '<picture>', clear: '<clear>'};
const PLACED = '\u001B[2;3H<picture>';

async function written(out: string[], act: () => void): Promise<string> {
  out.length = 0;
  act();
  await Promise.resolve();
  return out.join('');
}

test('a picture is drawn once above the frame, again after a redraw, and taken away with its cells drawn anew', async () => {
  const out: string[] = [];
  const stream = new FrameStream({columns: 20, rows: 4, write: (data) => out.push(data) > 0});
  stream.resume();
  stream.write('title\n\nfoot');
  expect(await written(out, () => stream.picture(PICTURE))).toContain(PLACED);
  expect(await written(out, () => stream.write('title\n\nfeet'))).not.toContain('<picture>');
  const again = await written(out, () => stream.redraw());
  expect(again.indexOf(PLACED)).toBeGreaterThan(again.indexOf('title'));
  const gone = await written(out, () => stream.picture(undefined));
  expect(gone).toMatch(/<clear>[^]*title/);
  expect(gone).not.toContain('<picture>');
});

test('a picture in place of another is one change', async () => {
  const out: string[] = [];
  const stream = new FrameStream({columns: 20, rows: 4, write: (data) => out.push(data) > 0});
  stream.resume();
  stream.write('title');
  await written(out, () => stream.picture(PICTURE));
  const next = await written(out, () => {
    stream.picture(undefined);
    stream.picture({...PICTURE, bytes: '<other>'});
  });
  expect(next.match(/<\w+>/g)).toEqual(['<clear>', '<other>']);
});
