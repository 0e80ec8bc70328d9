import {gzipSync} from 'node:zlib';
import {respond, type Faulty, type Play} from './fault-service.ts';

/** Ways to answer that are none: each is given the response and what would usually be in it. */
export const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Play =>
  ({response}) => {
    response.writeHead(code, headers);
    response.end(body);
  };
export const json =
  (body: string): Play =>
  ({response}) =>
    respond(response, body);
export const ERROR = JSON.stringify([
  {errorCode: 'EQ-2042101', errorMessage: 'Internal error', correlationId: 'c-1'},
]);

export function truncated({response, usual}: Faulty): void {
  response.writeHead(200, {'content-type': 'application/json', 'content-length': usual.length + 500});
  response.write(usual.slice(0, usual.length / 2));
  setImmediate(() => response.destroy());
}

export function flood(limit: number): Play {
  const chunk = Buffer.alloc(256 * 1024, ' ');
  return ({response}) => {
    response.writeHead(200, {'content-type': 'application/json'});
    let left = limit;
    const more = () => {
      while (left > 0 && !response.destroyed) {
        left -= chunk.length;
        if (!response.write(chunk)) {
          response.once('drain', more);
          return;
        }
      }
      if (!response.destroyed) response.end('{}');
    };
    more();
  };
}

let packed: Buffer | undefined;
export const bomb: Play = ({response}) => {
  packed ??= gzipSync(Buffer.alloc(80 * 1024 * 1024, ' '));
  response.writeHead(200, {'content-type': 'application/json', 'content-encoding': 'gzip'});
  response.end(packed);
};

export const slowly: Play = ({response, usual}) => {
  response.writeHead(200, {'content-type': 'application/json'});
  let at = 0;
  const drip = () => {
    if (response.destroyed || at >= usual.length) return;
    response.write(usual.slice(at, at + 1));
    at += 1;
    setTimeout(drip, 40);
  };
  drip();
};
