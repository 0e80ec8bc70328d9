import type {ServerResponse} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import type {FaultRule} from './faults.ts';

export type Outgoing = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
};

/** Ends the connection without (more of) an answer. */
export function cut(response: ServerResponse): void {
  response.socket?.destroy();
}

/** Sends an answer; a rule may cut its body short or slow it down. */
export function send(response: ServerResponse, {status, headers, body}: Outgoing, rule?: FaultRule): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  // A rule may want an answer that does not say how long it is.
  const length = 'Transfer-Encoding' in headers ? {} : {'Content-Length': bytes.length};
  response.writeHead(status, {...headers, ...length});
  if (rule?.truncate !== undefined && rule.truncate !== false) {
    const length = rule.truncate === true ? Math.floor(bytes.length / 2) : rule.truncate;
    response.write(bytes.subarray(0, length), () => cut(response));
    return;
  }
  if (rule?.bytesPerSecond === undefined) {
    response.end(bytes);
    return;
  }
  void trickle(response, bytes, rule.bytesPerSecond);
}

async function trickle(response: ServerResponse, bytes: Uint8Array, bytesPerSecond: number): Promise<void> {
  const step = Math.max(Math.floor(bytesPerSecond / 10), 1);
  for (let at = 0; at < bytes.length && !response.destroyed; at += step) {
    response.write(bytes.subarray(at, at + step));
    await sleep(100);
  }
  response.end();
}
