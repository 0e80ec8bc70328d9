import type {Crop, Size} from './pixels.ts';

/** How closely a picture is looked at (1: the whole of it), and where; `x` and `y` are parts of its width and height. */
export type Zoom = {readonly closer: number; readonly x: number; readonly y: number};

export const WHOLE: Zoom = {closer: 1, x: 0.5, y: 0.5};

/** What of a picture fills a room of so many pixels. It is never drawn larger than it is. */
export function cropOf(picture: Size, room: Size, {closer, x, y}: Zoom): Crop {
  const scale = Math.min(1, fitting(picture, room) * closer);
  const width = Math.min(picture.width, Math.max(1, Math.round(room.width / scale)));
  const height = Math.min(picture.height, Math.max(1, Math.round(room.height / scale)));
  const within = (middle: number, part: number, all: number) =>
    Math.max(0, Math.min(all - part, Math.round(middle * all - part / 2)));
  return {
    left: within(x, width, picture.width),
    top: within(y, height, picture.height),
    width,
    height,
  };
}

/** A step closer or farther: from the whole picture up to its own pixels. */
export function zoomed(picture: Size, room: Size, zoom: Zoom, by: number): Zoom {
  const most = Math.max(1, 1 / fitting(picture, room));
  return centred(picture, room, {...zoom, closer: Math.max(1, Math.min(most, zoom.closer * by))});
}

/** Moved by parts of what is seen. */
export function panned(
  picture: Size,
  room: Size,
  zoom: Zoom,
  by: {readonly x: number; readonly y: number},
): Zoom {
  const {width, height} = cropOf(picture, room, zoom);
  const x = zoom.x + (by.x * width) / picture.width;
  return centred(picture, room, {...zoom, x, y: zoom.y + (by.y * height) / picture.height});
}

/** The middle of what is seen: a step beyond an edge must not have to be taken back. */
function centred(picture: Size, room: Size, zoom: Zoom): Zoom {
  const {left, top, width, height} = cropOf(picture, room, zoom);
  return {...zoom, x: (left + width / 2) / picture.width, y: (top + height / 2) / picture.height};
}

function fitting(picture: Size, room: Size): number {
  return Math.min(1, room.width / picture.width, room.height / picture.height);
}
