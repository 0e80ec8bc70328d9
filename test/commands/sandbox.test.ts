import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {runSandbox, type SandboxCommandOptions} from '../../src/commands/scripts/sandbox.ts';
import type {Sandbox} from '../../src/sandbox/start-sandbox.ts';

async function run(options: SandboxCommandOptions): Promise<{sandbox: Sandbox; printed: string}> {
  let printed = '';
  const sandbox = await runSandbox(options, {write: (text) => (printed += text)});
  onTestFinished(() => sandbox.close());
  return {sandbox, printed};
}

async function faultFile(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'casedeck-faults-')), 'faults.json');
  await writeFile(path, text);
  return path;
}

test('what it prints is what a client needs, ready for a shell', async () => {
  const {sandbox, printed} = await run({port: '0', seed: '4', tickets: '80'});
  const values = new Map(
    printed
      .trim()
      .split('\n')
      .map((line) => line.split('=') as [string, string]),
  );
  expect(values.get('EQUINIX_API_ENDPOINT')).toBe(sandbox.url);
  const response = await fetch(`${values.get('EQUINIX_API_ENDPOINT')}/oauth2/v1/token`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: values.get('EQUINIX_API_CLIENTID'),
      client_secret: values.get('EQUINIX_API_CLIENTSECRET'),
    }),
  });
  expect(response.status).toBe(200);
});

test('a fault file is read', async () => {
  const {sandbox} = await run({faults: await faultFile('[{"operation": "token", "status": 503}]')});
  const response = await fetch(`${sandbox.url}/oauth2/v1/token`, {method: 'POST'});
  expect(response.status).toBe(503);
});

test.each([
  [{port: '70000'}, '--port must be a whole number from 0 to 65535, not 70000.'],
  [{tickets: 'many'}, '--tickets must be'],
  [{latency: '-1'}, '--latency must be'],
  [{seed: '1.5'}, '--seed must be'],
  [{faults: '/nowhere/faults.json'}, 'cannot be read (ENOENT)'],
])('%j is wrong usage, in words', async (options, words) => {
  await expect(run(options)).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringContaining(words) as unknown,
  });
});

test('a fault file that is none says what is wrong with it', async () => {
  const path = await faultFile('[{"operation": "token", "code": 503}]');
  await expect(run({faults: path})).rejects.toThrow('unknown key "code"');
  await expect(run({faults: await faultFile('not JSON')})).rejects.toMatchObject({kind: 'usage'});
});

test('a taken port says so and what to do', async () => {
  const {sandbox} = await run({});
  const port = new URL(sandbox.url).port;
  await expect(run({port})).rejects.toMatchObject({
    kind: 'usage',
    message: `Port ${port} is taken by another program.`,
  });
});
