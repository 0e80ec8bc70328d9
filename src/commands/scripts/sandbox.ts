import {readFile} from 'node:fs/promises';
import {AppError} from '../../errors.ts';
import {parseFaults, type FaultRule} from '../../sandbox/faults.ts';
import {loadOpenapi} from '../../sandbox/page/openapi.ts';
import {startSandbox, type Sandbox} from '../../sandbox/start-sandbox.ts';

/** As commander hands them over: numbers may still be text. */
export type SandboxCommandOptions = {
  readonly port?: string | number;
  readonly tickets?: string | number;
  readonly latency?: string | number;
  readonly rate?: string | number;
  readonly seed?: string | number;
  /** Path of a JSON file with fault rules. */
  readonly faults?: string;
  readonly alive?: boolean;
  readonly wild?: string | number;
};

type Output = {write: (text: string) => unknown};

/**
 * `casedeck sandbox`: starts the service and prints how to reach it. It runs until the process ends
 * or the caller closes the sandbox returned.
 */
export async function runSandbox(
  options: SandboxCommandOptions,
  stdout: Output = process.stdout,
): Promise<Sandbox> {
  const port = wholeNumber('--port', options.port ?? 0, 65_535);
  const tickets =
    options.tickets === undefined ? undefined : wholeNumber('--tickets', options.tickets, 1_000_000);
  const sandbox = await started(port, {
    latency: wholeNumber('--latency', options.latency ?? 0, 600_000),
    seed: wholeNumber('--seed', options.seed ?? 1, 2 ** 31 - 1),
    faults: options.faults === undefined ? [] : await readFaults(options.faults),
    alive: options.alive === true,
    ...(tickets === undefined ? {} : {tickets}),
    ...(options.rate === undefined ? {} : {rate: wholeNumber('--rate', options.rate, 1_000_000)}),
    ...(options.wild === undefined ? {} : {wild: wholeNumber('--wild', options.wild, 2 ** 31 - 1)}),
  });
  stdout.write(
    [
      `EQUINIX_API_ENDPOINT=${sandbox.url}`,
      `EQUINIX_API_CLIENTID=${sandbox.clientId}`,
      `EQUINIX_API_CLIENTSECRET=${sandbox.clientSecret}`,
      '',
    ].join('\n'),
  );
  return sandbox;
}

async function started(port: number, options: Parameters<typeof startSandbox>[0]): Promise<Sandbox> {
  try {
    return await startSandbox({...options, port});
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') {
      throw new AppError('usage', `Port ${port} is taken by another program.`, {
        hint: 'Give another --port, or 0 for any.',
        cause: error,
      });
    }
    if (errorCode(error) === 'EACCES') {
      throw new AppError('usage', `Port ${port} may not be used by this user.`, {
        hint: 'Give a --port above 1023.',
        cause: error,
      });
    }
    throw error;
  }
}

function wholeNumber(flag: string, value: string | number, most: number): number {
  const number = typeof value === 'number' ? value : /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isInteger(number) && number >= 0 && number <= most) return number;
  throw new AppError('usage', `${flag} must be a whole number from 0 to ${most}, not ${value}.`);
}

async function readFaults(path: string): Promise<readonly FaultRule[]> {
  const text = await readText(path);
  const {operations} = await loadOpenapi();
  try {
    return parseFaults(JSON.parse(text), operations);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('usage', `The fault file ${path} cannot be used: ${reason}.`, {
      hint: 'It holds a JSON list of rules, e.g. [{"operation": "addTicketNote", "times": 1, "loseAnswer": true}].',
      cause: error,
    });
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError(
      'usage',
      `The fault file ${path} cannot be read (${errorCode(error) ?? 'unknown reason'}).`,
      {
        hint: 'Check the path given with --faults.',
        cause: error,
      },
    );
  }
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
