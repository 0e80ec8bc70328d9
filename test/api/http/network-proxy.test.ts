import fc from 'fast-check';
import {expect, test} from 'vitest';
import {proxyAuthorization, proxyFor, withoutCredentials} from '../../../src/api/http/network-proxy.ts';

const api = 'https://api.equinix.com/x';
const used = (env: Record<string, string>, url = api) => {
  const choice = proxyFor(url, env);
  return choice.kind === 'proxy' ? choice.url.host : choice.kind;
};

test('the variable of the scheme counts, lower case first, empty is none', () => {
  expect(used({})).toBe('direct');
  expect(used({HTTPS_PROXY: 'http://up:1', https_proxy: 'http://low:2'})).toBe('low:2');
  expect(used({HTTPS_PROXY: 'http://up:1', https_proxy: ''})).toBe('up:1');
  expect(used({HTTP_PROXY: 'http://up:1'})).toBe('direct');
  expect(used({HTTP_PROXY: 'up:1'}, 'http://x.example')).toBe('up:1');
  expect(used({HTTPS_PROXY: 'socks5://up:1'})).toBe('unusable');
  expect(used({HTTPS_PROXY: 'http://'})).toBe('unusable');
});

test.each([
  ['*', 'direct'],
  ['api.equinix.com', 'direct'],
  ['equinix.com', 'direct'],
  ['.equinix.com', 'direct'],
  ['*.equinix.com', 'direct'],
  ['API.Equinix.com', 'direct'],
  ['localhost, api.equinix.com', 'direct'],
  ['a b api.equinix.com:443', 'direct'],
  ['api.equinix.com:8443', 'p:1'],
  ['quinix.com', 'p:1'],
  ['xequinix.com', 'p:1'],
  ['com.', 'p:1'],
  ['', 'p:1'],
])('NO_PROXY=%s gives %s', (noProxy, expected) => {
  expect(used({HTTPS_PROXY: 'http://p:1', NO_PROXY: noProxy})).toBe(expected);
});

test('addresses and networks in NO_PROXY; this machine always', () => {
  const env = {HTTPS_PROXY: 'http://p:1', no_proxy: '10.0.0.0/8,192.168.1.7,[fd00::1]'};
  expect(used(env, 'https://10.200.3.4/')).toBe('direct');
  expect(used(env, 'https://11.0.0.1/')).toBe('p:1');
  expect(used(env, 'https://192.168.1.7/')).toBe('direct');
  expect(used(env, 'https://[fd00::1]/')).toBe('direct');
  expect(used(env, 'https://[fd00::2]/')).toBe('p:1');
  for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '[::1]', 'x.localhost'])
    expect(used(env, `https://${host}:8/`)).toBe('direct');
});

test('credentials become a header and leave the words', () => {
  const proxy = new URL('http://u%40x:p%25%3A@h:3128');
  expect(proxyAuthorization(proxy)).toBe(`Basic ${Buffer.from('u@x:p%:').toString('base64')}`);
  expect(withoutCredentials(proxy)).toBe('http://h:3128');
  expect(proxyAuthorization(new URL('http://h'))).toBeUndefined();
  expect(proxyAuthorization(new URL('http://u:100%@h'))).toBe(
    `Basic ${Buffer.from('u:100%').toString('base64')}`,
  );
});

test('no NO_PROXY throws', () => {
  fc.assert(
    fc.property(fc.string(), (noProxy) => used({HTTPS_PROXY: 'http://p:1', NO_PROXY: noProxy}) !== undefined),
  );
});
