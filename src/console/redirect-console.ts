import {format} from 'node:util';
import type {Log} from '../store/log.ts';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

/**
 * While the console has the screen, output of a library or of Node itself goes into the log. Returns a function that
 * ends this.
 */
export function redirectConsole(log: Log): () => void {
  const before = Object.fromEntries(METHODS.map((method) => [method, console[method]]));
  const replaced = METHODS.map((method) => {
    return [method, (...values: unknown[]) => log.write('console', format(...values))] as const;
  });
  Object.assign(console, Object.fromEntries(replaced));
  const warned = process.listeners('warning');
  const onWarning = (warning: Error) => log.write('node', `${warning.name}: ${warning.message}`);
  // Node's own listener writes to standard error.
  process.removeAllListeners('warning');
  process.on('warning', onWarning);
  const restoreStderr = process.stderr.isTTY ? redirectStderr(log) : () => undefined;
  return () => {
    Object.assign(console, before);
    process.off('warning', onWarning);
    for (const listener of warned) process.on('warning', listener);
    restoreStderr();
  };
}

function redirectStderr(log: Log): () => void {
  const {stderr} = process;
  const write = stderr.write.bind(stderr);
  stderr.write = (data: string | Uint8Array, ...rest: unknown[]) => {
    log.write('stderr', String(data).trimEnd());
    const done = rest.find((value) => typeof value === 'function');
    if (done !== undefined) queueMicrotask(done as () => void);
    return true;
  };
  return () => {
    stderr.write = write;
  };
}
