import {expect, test} from 'vitest';
import {cropOf, panned, WHOLE, zoomed} from '../../src/pictures/zoom.ts';

const PICTURE = {width: 400, height: 200};
const ROOM = {width: 100, height: 100};

test('closer shows less of a picture around its middle, down to its own pixels and no further', () => {
  expect(cropOf(PICTURE, ROOM, WHOLE)).toEqual({left: 0, top: 0, width: 400, height: 200});
  const closer = zoomed(PICTURE, ROOM, WHOLE, 2);
  expect(cropOf(PICTURE, ROOM, closer)).toEqual({left: 100, top: 0, width: 200, height: 200});
  const closest = zoomed(PICTURE, ROOM, closer, 10);
  expect(cropOf(PICTURE, ROOM, closest)).toEqual({left: 150, top: 50, width: 100, height: 100});
  expect(zoomed(PICTURE, ROOM, closest, 0.001)).toEqual(WHOLE);
});

test('an arrow stops at the edge, and the one back moves at once', () => {
  let zoom = zoomed(PICTURE, ROOM, WHOLE, 4);
  for (let step = 0; step < 20; step++) zoom = panned(PICTURE, ROOM, zoom, {x: 0.5, y: 0});
  expect(cropOf(PICTURE, ROOM, zoom).left).toBe(300);
  expect(cropOf(PICTURE, ROOM, panned(PICTURE, ROOM, zoom, {x: -0.5, y: 0})).left).toBe(250);
});
