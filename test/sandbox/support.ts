import {onTestFinished} from 'vitest';
import {startSandbox, type Sandbox, type SandboxOptions} from '../../src/sandbox/start-sandbox.ts';

export const NOW = Date.parse('2026-11-23T12:00:00.000Z');

/** A JSON value whose fields can be asked for without telling the compiler its shape first. */
export type Json = {readonly [key: string]: Json} & readonly Json[];

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly text: string;
  readonly json: Json;
};

export type SignedIn = {
  readonly sandbox: Sandbox;
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body: unknown) => Promise<Answer>;
  readonly send: (method: string, path: string, init?: RequestInit) => Promise<Answer>;
};

/** A sandbox at a fixed time that ends with the test. */
export async function testSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({now: () => NOW, ...options});
  onTestFinished(() => sandbox.close());
  return sandbox;
}

export async function requestToken(
  sandbox: Sandbox,
  body: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const credential = {
    grant_type: 'client_credentials',
    client_id: sandbox.clientId,
    client_secret: sandbox.clientSecret,
  };
  return call(sandbox, 'POST', '/oauth2/v1/token', {
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({...credential, ...body}),
  });
}

export async function signedIn(options: SandboxOptions = {}): Promise<SignedIn> {
  const sandbox = await testSandbox(options);
  return signIn(sandbox);
}

export async function signIn(
  sandbox: Sandbox,
  body: Readonly<Record<string, unknown>> = {},
): Promise<SignedIn> {
  const token = (await requestToken(sandbox, body)).json['access_token'];
  const authorization = `Bearer ${String(token)}`;
  const send: SignedIn['send'] = (method, path, init = {}) =>
    call(sandbox, method, path, {
      ...init,
      headers: {...Object.fromEntries(new Headers(init.headers)), authorization},
    });
  return {
    sandbox,
    send,
    get: (path) => send('GET', path),
    post: (path, body) =>
      send('POST', path, {headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)}),
  };
}

export async function call(
  sandbox: Sandbox,
  method: string,
  path: string,
  init: RequestInit = {},
): Promise<Answer> {
  const headers = new Headers(init.headers);
  // On a machine that stands still for seconds a kept connection ends while the next request is on its way.
  headers.set('connection', 'close');
  const response = await fetch(`${sandbox.url}${path}`, {...init, method, headers});
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString();
  return {status: response.status, headers: response.headers, bytes, text, json: parsed(text)};
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {} as Json;
  }
}
