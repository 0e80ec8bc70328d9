import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';

export type Recorded = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

export type Recorder = {
  readonly url: string;
  readonly requests: readonly Recorded[];
  readonly close: () => Promise<void>;
};

/** Stands before a service and keeps every request as it came, secrets and all. */
export async function startRecorder(target: string): Promise<Recorder> {
  const requests: Recorded[] = [];
  const server = createServer((request, response) => {
    const forward = async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk as Uint8Array);
      const body = Buffer.concat(chunks);
      const {method = 'GET', url = '/', headers} = request;
      requests.push({method, url, headers, body: body.toString('latin1')});
      const {host: _host, connection: _connection, 'content-length': _length, ...rest} = headers;
      const answer = await fetch(new URL(url, target), {
        method,
        headers: rest as Record<string, string>,
        ...(body.length === 0 ? {} : {body}),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, {'content-type': answer.headers.get('content-type') ?? 'text/plain'});
      response.end(bytes);
    };
    forward().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
