import {PassThrough} from 'node:stream';
import type {Io} from '../../src/console/session/io.ts';

/** An Io without a terminal: nobody to ask, nothing printed but what the test takes. */
export function testIo(given: Partial<Io>): Io {
  const stream = (): unknown => Object.assign(new PassThrough(), {isTTY: false, fd: -1});
  return {
    env: {},
    stdin: stream() as Io['stdin'],
    stdout: stream() as Io['stdout'],
    out: () => {},
    taken: () => Promise.resolve(),
    err: () => {},
    json: false,
    canAsk: () => false,
    note: () => {},
    progress: () => {},
    ...given,
  };
}
