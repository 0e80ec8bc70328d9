const MARK = ';base64,';
const STEP = 262_144;
/** In quotes it may have blanks and line ends. */
const QUOTED = /[a-z0-9+/=\s%]*/iy;
const BARE = /[a-z0-9+/=%]*/iy;
/** Shorter ones cost nothing, and may be what somebody writes about. */
const SHORTEST = 1000;
const BEFORE = 200;

/** A mail without the pictures that it carries in its text: they are never shown, and can be most of it. In steps. */
export function* withoutData(body: string): Generator<void, string> {
  let found = body.indexOf(MARK);
  if (found === -1) return body;
  const parts: string[] = [];
  let from = 0;
  while (found !== -1) {
    const start = found + MARK.length;
    const isQuoted = /["']\s*data:[^"'<>]*$/i.test(body.slice(Math.max(0, found - BEFORE), found));
    const end = yield* endOfData(body, start, isQuoted ? QUOTED : BARE);
    if (end - start >= SHORTEST) {
      parts.push(body.slice(from, start), '…');
      from = end;
    }
    found = body.indexOf(MARK, end);
  }
  return parts.join('') + body.slice(from);
}

function* endOfData(body: string, start: number, pattern: RegExp): Generator<void, number> {
  for (let at = start; ; at += STEP) {
    const piece = body.slice(at, at + STEP);
    pattern.lastIndex = 0;
    pattern.test(piece);
    const {lastIndex} = pattern;
    yield;
    if (lastIndex < piece.length || piece === '') return at + lastIndex;
  }
}
