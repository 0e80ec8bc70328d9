import {createServer} from 'node:net';

/** Below what a system gives a program that asks for any port: no other test gets one of these by chance. */
const FIRST = 20_000;
const COUNT = 10_000;

/** A port of the loopback address for a server that has to be told one. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isOurs = await new Promise<boolean>((resolve, reject) => {
    server.once('error', ({code}: NodeJS.ErrnoException) => {
      if (code === 'EADDRINUSE') resolve(false);
      else reject(new Error(`No port can be had: ${code}`));
    });
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (isOurs) await new Promise((resolve) => server.close(resolve));
  return isOurs;
}
