import {createSend, type NetworkOptions} from '../../src/api/http/network.ts';
import type {HttpRequest} from '../../src/api/http/message.ts';

export type Got = {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
};

/** Sends requests over connections of its own, and reads the whole answer. */
export function createGet(
  options: NetworkOptions = {env: {}},
): (url: string, request?: Partial<HttpRequest>) => Promise<Got> {
  const send = createSend(options);
  return async (url, request = {}) => {
    const {status, headers, body} = await send({method: 'GET', headers: {}, ...request, url});
    const parts: Uint8Array[] = [];
    for await (const part of body) parts.push(part);
    return {status, headers, text: Buffer.concat(parts).toString('utf8')};
  };
}
