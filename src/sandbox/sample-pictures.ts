import {crc32} from 'node:zlib';

/** A rack of six machines, one of them with a red light, of 128 x 96 pixels: as PNG and as JPEG. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAIAAAABgCAIAAABaGO0eAAABzUlEQVR4Xu3asU1DURBEUUogdOiQgJACCAkpwaUSugh6AYcf' +
  'RlqN9XY1st5FJ5rI2it9iW8/Xa9fd3l5fUNBL1YjQDO9WI0AzfRiNQI004vVlgJ8fF5wQ4AwAoQRICwf4Pz9fnT8cM9//x5u' +
  'dxBgcHcQYHB3EGBwdxBgcHfkA2yOAGEECIsFgNKL1QjQTC9WI0AzvVhtKYA+DfdEgDAChBEgLB+AVxEEmNodBBjcHQQY3B0E' +
  'GNwd+QCbI0AYAcJiAaD0YjUCNNOL1QjQTC9WWwqgT8M9ESCMAGEECMsH4FUEAaZ2BwEGdwcBBncHAQZ3Rz7A5ggQRoCwWAAo' +
  'vViNAM30YjUCNNOL1ZYCXE4n3BAgjABhBAjLB/g5n4+OH+7fv/gPtzsIMLg7CDC4OwgwuDsIMLg78gE2R4AwAoTFAkDpxWoE' +
  'aKYXqxGgmV6sthRAv5zbEwHCCBBGgLB8AH4ZR4Cp3UGAwd1BgMHdQYDB3ZEPsDkChBEgLBYASi9WI0AzvViNAM30YrWlAPo0' +
  '3BMBwggQRoCwfABeRRBgancQYHB3EGBwdxBgcHfkA2yOAGEECIsFgNKL1QjQTC9WI0AzvViNAM30YjUCNNOL1X4BFuPkGEDp' +
  'd44AAAAASUVORK5CYII=';
const JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdB' +
  'RkxOUlNSMj5aYVpQYEpRUk8BDg4OExETJhUVJk81LTVPT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P' +
  'T09PT09PT09PT//AABEIAGAAgAMBEQACEQEDEQH/xAGiAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMF' +
  'BQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElK' +
  'U1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV' +
  '1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+gEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoLEQACAQIEBAMEBwUEBAABAncA' +
  'AQIDEQQFITEGEkFRB2FxEyIygQgUQpGhscEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZ' +
  'WmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri' +
  '4+Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/AOsqRhQB5LBD5275sY9q1SIJfsX/AE0/8dp2C4fYv+mn/jtFguH2L/pp' +
  '/wCO0WC4fYv+mn/jtFguH2L/AKaf+O0WC4fYv+mn/jtFguH2L/pp/wCO0WC4fYv+mn/jtFguH2L/AKaf+O0WC4fYv+mn/jtF' +
  'guRTw+Tt+bOfak0B61WRYUAFABQB5bpTiOfe2cKyk4+taSjzRaXUwqxc4OK6o1dRu47ry/LDDbnO4euKww1CVK/N1OXB4adD' +
  'm5utjDsLKW2mLuyEFccE+oroSsdzYWFlLbTF3ZCCuOCfUUJWBsLCyltpi7shBXHBPqKErA2FhZS20xd2Qgrjgn1FCVgbCwsp' +
  'baYu7IQVxwT6ihKwNhYWUttMXdkIK44J9RQlYGwsLKW2mLuyEFccE+ooSsDYWFlLbTF3ZCCuOCfUUJWBsv1Qipffwfj/AEpM' +
  'aPVaxLCgAoAKAPJ7WATkg7s8ABe9a6bszbSV2WH0/wAvHmLKmem4Yz+lKMoy+F3JjUjP4WmRJDbSHCTbj1wGBqtCwSG2kOEm' +
  '3HrgMDRoAJDbSHCTbj1wGBo0AEhtpDhJtx64DA0aACQ20hwk249cBgaNABIbaQ4SbceuAwNGgAkNtIcJNuPXAYGjQASG2kOE' +
  'm3HrgMDRoA/7HH/ef86LAQXMKxbdpJznrQwPWaxLCgAoAKAPK9OlWGXzGI+VlOCcZxWko80XHuY1Ic8HHuaN7qMd3s+4mzP8' +
  'ec5rKhQ9lfW9zmwuF9hfW9zJs7aO1lL/AGhGyuMdP61slY7Gws7aO1lL/aEbK4x0/rQlYGws7aO1lL/aEbK4x0/rQlYGws7a' +
  'O1lL/aEbK4x0/rQlYGws7aO1lL/aEbK4x0/rQlYGws7aO1lL/aEbK4x0/rQlYGws7aO1lL/aEbK4x0/rQlYGws7aO1lL/aEb' +
  'K4x0/rQlYGy55sf/AD0T86oRWvGVtm1gcZ6Gkxnq1YlhQAUAFAHlNlAs7lCu5iQAM461q2km2ZSkopyeyLk+m/Z9vnQ7d3T5' +
  's/1qadSFT4WZ0q9Orfkd7FOE2c7lYvmIGccirVmbBCbOdysXzEDOORQrMAhNnO5WL5iBnHIoVmAQmzncrF8xAzjkUKzAITZz' +
  'uVi+YgZxyKFZgEJs53KxfMQM45FCswCE2c7lYvmIGccihWYBCbOdysXzEDOORQrMCb7ND/c/U07CK93GkezYMZznmkxnrFYl' +
  'hQAUAFAHlNjOtvJvJAIIIyPStGlJNPqZTipxcX1L11qi3W3zCo25xtU96ilRjSvy9TChho0L8vUzraO0tpC6SuSRjn/9VaJJ' +
  'HSFtHaW0hdJXJIxz/wDqoSSALaO0tpC6SuSRjn/9VCSQBbR2ltIXSVySMc//AKqEkgC2jtLaQukrkkY5/wD1UJJAFtHaW0hd' +
  'JXJIxz/+qhJIAto7S2kLpK5JGOf/ANVCSQBbR2ltIXSVySMc/wD6qEkgLP2mH+/+hqriK93IkmzYc4znikxnrFYlhQAUAFAH' +
  'kMal3VBjLEAZoqy5Vc6cHTVSXL3sS3Fs9vt3lTuzjFYwq82x6FfBewtzJalWOZZGwoPTPNaPmXU4oSpzdkgjmWRsKD0zzQ+Z' +
  'dQhKnN2SCOZZGwoPTPND5l1CEqc3ZII5lkbCg9M80PmXUISpzdkgjmWRsKD0zzQ+ZdQhKnN2SCOZZGwoPTPND5l1CEqc3ZII' +
  '5lkbCg9M80PmXUISpzdkgjmWRsKD0zzQ+ZdQhKnN2SJKnmfc19nDsBrWm2zlxMUrWR6/SMAoAKACgDyFGKMGXgg5FOcObQ2w' +
  '9b2Tv1HyzyTY8xt2OnAFZxo8ux11cwdW3Prb0IEjRDlVwfrVuEmc0atKLukCRohyq4P1ocJMI1aUXdIEjRDlVwfrQ4SYRq0o' +
  'u6QJGiHKrg/WhwkwjVpRd0gSNEOVXB+tDhJhGrSi7pAkaIcquD9aHCTCNWlF3SBI0Q5VcH60OEmEatKLukCRohyq4P1ocJMI' +
  '1aUXdIfml7Nl/WYAauEXEwrVVO1j1+pMwoAKACgDy3TE8yXy843Moz6ZrSUuWLl2MakuSDl2NK9s/smz95v357YxisqFf2t9' +
  'LWObC4r299LWMmzvvtUpTytuFzndmt07nY0FnffapSnlbcLnO7NCdwaCzvvtUpTytuFzndmhO4NBZ332qUp5W3C5zuzQncGg' +
  's777VKU8rbhc53ZoTuDQWd99qlKeVtwuc7s0J3BoLO++1SlPK24XOd2aE7g0FnffapSnlbcLnO7NCdwaLlMRUvv4Px/pSY0e' +
  'q1iWFABQAUAeT2srxEmNGY8HK9q130M2k1Zlh7y4kx5kcr46bmJxSjGMfhViY04Q+FJESMIzlLPaemQuP6VRYIwjOUs9p6ZC' +
  '4/pQAIwjOUs9p6ZC4/pQAIwjOUs9p6ZC4/pQAIwjOUs9p6ZC4/pQAIwjOUs9p6ZC4/pQAIwjOUs9p6ZC4/pQAIwjOUs9p6ZC' +
  '4/pQA/7RJ/z7v/n8KLgQXMjSbd0ZTGevehges1iWFABQAUAeW6Ugkn2NnDMoOPrWkpcsW10MKsnCDkuiNXUbSO18vyyx3Zzu' +
  'PpisMNXlVvzdDlweJnX5ubpYw7C9luZijqgAXPAPqK6E7nc0Fhey3MxR1QALngH1FCdwaCwvZbmYo6oAFzwD6ihO4NBYXstz' +
  'MUdUAC54B9RQncGgsL2W5mKOqABc8A+ooTuDQWF7LczFHVAAueAfUUJ3BoLC9luZijqgAXPAPqKE7g0Fhey3MxR1QALngH1F' +
  'CdwaL9UIqX38H4/0pMaPVaxLCgAoAKAPI4pmiztAOfWtSCT7ZJ/dT8qdwD7ZJ/dT8qLgH2yT+6n5UXAPtkn91PyouAfbJP7q' +
  'flRcA+2Sf3U/Ki4B9sk/up+VFwD7ZJ/dT8qLgH2yT+6n5UXAPtkn91PyouBHLM0uNwAx6UgPXKyLCgD/AP/Z';

/** A real picture of exactly so many bytes, where that is enough for one; what is left over is a comment within it. */
export function samplePicture(kind: 'png' | 'jpeg', size: number): Uint8Array | undefined {
  const picture = Buffer.from(kind === 'png' ? PNG : JPEG, 'base64');
  const room = size - picture.length;
  if (room === 0) return picture;
  if (room < 12) return undefined;
  if (kind === 'jpeg')
    return Buffer.concat([picture.subarray(0, 2), ...jpegComments(room), picture.subarray(2)]);
  // Before the last chunk, which is twelve bytes long.
  return Buffer.concat([picture.subarray(0, -12), pngComment(room - 12), picture.subarray(-12)]);
}

/** Each is at most 65,535 bytes long, and none so short that it would have no length. */
function jpegComments(size: number): readonly Uint8Array[] {
  const comments: Uint8Array[] = [];
  for (let left = size; left > 0;) {
    const length = left > 65_000 ? Math.min(left - 12, 65_000) : left;
    const comment = Buffer.alloc(length, '.');
    comment.writeUInt16BE(0xff_fe, 0);
    comment.writeUInt16BE(length - 2, 2);
    comments.push(comment);
    left -= length;
  }
  return comments;
}

/** A private chunk that every reader skips. */
function pngComment(length: number): Uint8Array {
  const body = Buffer.concat([Buffer.from('ruFf'), Buffer.alloc(length, '.')]);
  const chunk = Buffer.alloc(length + 12);
  chunk.writeUInt32BE(length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), length + 8);
  return chunk;
}
