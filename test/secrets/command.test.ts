import {expect, test} from 'vitest';
import {AppError} from '../../src/errors.ts';
import {childEnv, removeSecretsFrom} from '../../src/secrets/child-env.ts';
import {commandCredentials} from '../../src/secrets/command.ts';

const run = (
  script: string,
  options: {clientId?: string; env?: Record<string, string>; timeoutMs?: number} = {},
) =>
  commandCredentials({
    command: [process.execPath, '-e', script],
    env: options.env ?? {},
    clientId: options.clientId,
    timeoutMs: options.timeoutMs ?? 120_000,
  });

async function message(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${String(error)}`);
  expect(error.kind).toBe('auth');
  return `${error.message} ${error.hint}`;
}

test('JSON, a token, or the first line', async () => {
  expect(await run(`console.log('{"client_id":"i","client_secret":"s"}')`)).toEqual({
    clientId: 'i',
    clientSecret: 's',
  });
  expect(await run(`console.log('{"client_secret":"s"}')`, {clientId: 'c'})).toEqual({
    clientId: 'c',
    clientSecret: 's',
  });
  expect(await run(`console.log('{"token":"t"}')`)).toEqual({token: 't'});
  expect(await run(`console.log('the secret \\r\\nuser: x')`, {clientId: 'c'})).toEqual({
    clientId: 'c',
    clientSecret: 'the secret',
  });
});

test('no shell, no standard input, none of our secrets in its environment', async () => {
  const env = {
    PATH: process.env['PATH'] ?? '',
    EQUINIX_API_CLIENTSECRET: 'leak',
    EQUINIX_API_ENDPOINT: 'https://x',
    CASEDECK_PASSPHRASE_FILE: '/p',
  };
  const script = `process.stdin.resume().on('end', () => console.log(Object.keys(process.env).filter((k) => /EQUINIX|CASEDECK/.test(k)).join()))`;
  expect(await run(script, {clientId: 'c', env})).toEqual({
    clientId: 'c',
    clientSecret: 'EQUINIX_API_ENDPOINT',
  });
  const literal = await commandCredentials({
    command: [process.execPath, '-p', 'process.argv[1]', '$(id); x'],
    env: {},
    clientId: 'c',
    timeoutMs: 120_000,
  });
  expect(literal).toEqual({clientId: 'c', clientSecret: '$(id); x'});
});

test('each failure has words, and none quotes what was printed', async () => {
  const said = async (failing: Parameters<typeof message>[0]) => {
    const words = await message(failing);
    expect(words).not.toContain('hunter2');
    return words;
  };
  expect(await said(run(`console.log('hunter2')`))).toContain('there is no client id for it');
  expect(await said(run(''))).toContain('printed nothing');
  expect(await said(run(`console.log('{"hunter2":1}')`))).toContain('printed JSON without');
  expect(await said(run(`console.log('hunter2'); console.error('bad hunter2'); process.exit(3)`))).toMatch(
    /failed with code 3\. /,
  );
  expect(await said(run(`console.error('vault is sealed'); process.exit(2)`))).toContain(
    'failed with code 2: vault is sealed',
  );
  expect(await said(run(`setInterval(() => {}, 1000)`, {timeoutMs: 500}))).toContain(
    'did not finish within 0.5 s',
  );
  expect(await said(run(`process.stdout.write('x'.repeat(100000))`))).toContain('printed too much');
  expect(
    await said(commandCredentials({command: ['/nonexistent/x'], env: {}, clientId: 'c', timeoutMs: 120_000})),
  ).toContain('was not found');
});

test('childEnv keeps everything but the secrets', () => {
  const env = {
    EQUINIX_API_CLIENTID: 'a',
    EQUINIX_API_CLIENTSECRET_FILE: 'b',
    EQUINIX_API_TOKEN: 'c',
    equinix_api_token: 'd',
    EQUINIX_API_ENDPOINT: 'e',
    HOME: 'f',
    NONE: undefined,
  };
  expect(childEnv(env)).toEqual({EQUINIX_API_ENDPOINT: 'e', HOME: 'f'});
  const own: NodeJS.ProcessEnv = {...env};
  expect(removeSecretsFrom(own)).toEqual(env);
  expect(Object.keys(own)).toEqual(['EQUINIX_API_ENDPOINT', 'HOME', 'NONE']);
});
