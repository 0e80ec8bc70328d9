import {spawn} from 'node:child_process';
import {asRecord, textOf, tryJson} from './secret.ts';

export type KeychainRequest =
  | {readonly op: 'get' | 'delete'; readonly account: string}
  | {readonly op: 'set'; readonly account: string; readonly password: string};

export type KeychainReply = {readonly value: string | boolean | undefined} | {readonly failure: string};

export type KeychainWorker = (request: KeychainRequest) => Promise<KeychainReply>;

const SERVICE = 'casedeck';

/**
 * Runs in a process of its own, so that a keyring that hangs in native code can be killed, and stands alone. The
 * secret passes through the pipes, never argv or environment. Its last argument is the path of keytar's module,
 * or inside the executable (tools/standalone.ts) that of the native module itself.
 */
export const KEYCHAIN_SCRIPT = `
// Says that it runs: the limit for the keyring begins here.
process.stdout.write('\\n');
let text = '';
process.stdin.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', async () => {
  let reply;
  try {
    const keytar = process.getBuiltinModule('module').createRequire(process.execPath)(process.argv.at(-1));
    const {op, account, password} = JSON.parse(text);
    if (op === 'get') reply = {value: await keytar.getPassword('${SERVICE}', account)};
    else if (op === 'delete') reply = {value: await keytar.deletePassword('${SERVICE}', account)};
    else { await keytar.setPassword('${SERVICE}', account, password); reply = {value: true}; }
  } catch (error) {
    reply = {failure: String(error && error.message || error)};
  }
  process.stdout.write(JSON.stringify(reply), () => process.exit(0));
});
`;

export type WorkerOptions = {
  /** Path of keytar's module, or of the native one. */
  readonly keytar: string;
  /** This is the executable: Node cannot be started with a script. */
  readonly isExecutable: boolean;
  readonly env: Readonly<Record<string, string>>;
  /** For the keyring's answer. The start of the helper, slow on a busy machine, does not count. */
  readonly timeoutMs: number;
};

/** Even a very busy machine starts a process within this time. */
const START_MS = 30_000;

/**
 * Asks the keychain in a child process; resolves to `failure`: with `TIMEOUT` where the keyring did not answer in time,
 * with `NO START` where the process did not begin to run.
 */
export function createKeychainWorker(options: WorkerOptions): KeychainWorker {
  return (request) =>
    new Promise((resolve) => {
      const child = spawn(
        process.execPath,
        [...(options.isExecutable ? ['--keychain-helper'] : ['-e', KEYCHAIN_SCRIPT]), options.keytar],
        {
          env: options.env,
          stdio: ['pipe', 'pipe', 'ignore'],
          windowsHide: true,
        },
      );
      let output = '';
      const giveUp = (failure: string) => () => {
        child.kill('SIGKILL');
        resolve({failure});
      };
      let timer = setTimeout(giveUp('NO START'), START_MS);
      child.stdout.setEncoding('utf8').once('data', () => {
        clearTimeout(timer);
        timer = setTimeout(giveUp('TIMEOUT'), options.timeoutMs);
      });
      child.stdout.on('data', (part: string) => {
        output += part;
      });
      child.on('error', (error) => {
        clearTimeout(timer);
        resolve({failure: error.message});
      });
      child.on('close', () => {
        clearTimeout(timer);
        resolve(toReply(output));
      });
      // A child that died early closes its end; its 'close' event tells.
      child.stdin.on('error', () => {});
      child.stdin.end(JSON.stringify(request));
    });
}

function toReply(output: string): KeychainReply {
  const data = asRecord(tryJson(output));
  if (data === undefined) return {failure: 'the helper process died'};
  const failure = textOf(data['failure']);
  if (failure !== undefined) return {failure};
  const value = data['value'];
  return {value: typeof value === 'string' || typeof value === 'boolean' ? value : undefined};
}
