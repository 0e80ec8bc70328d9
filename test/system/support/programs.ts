import {spawn, spawnSync, type ChildProcess, type SpawnOptions} from 'node:child_process';
import {setTimeout as pause} from 'node:timers/promises';
import {SYSTEM_PATH} from '../../support/needs.ts';

export function run(
  program: string,
  args: readonly string[],
  options: {readonly cwd?: string; readonly input?: string} = {},
): string {
  const {status, stdout, stderr, error} = spawnSync(program, args, {encoding: 'utf8', ...options});
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

export type Running = {readonly child: ChildProcess; readonly output: () => string};

/** Also where no test runs yet. Throws after two minutes. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 120_000) throw new Error(`${what} did not come`);
    await pause(20);
  }
}

/** Processes of one test, each stopped by its own id. */
export class Processes {
  readonly #running: ChildProcess[] = [];

  start(
    program: string,
    args: readonly string[],
    options: SpawnOptions & {readonly input?: string} = {},
  ): Running {
    const {input, ...rest} = options;
    const child = spawn(program, args, {stdio: 'pipe', env: {...process.env, PATH: SYSTEM_PATH}, ...rest});
    this.#running.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stdin?.on('error', () => {});
    if (input !== undefined) child.stdin?.end(input);
    return {child, output: () => output};
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#running.splice(0).map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const closed = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
        await closed;
        clearTimeout(timer);
      }),
    );
  }
}
