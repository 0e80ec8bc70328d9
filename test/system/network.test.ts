import {expect} from 'vitest';
import {ipv6, needing} from '../support/needs.ts';
import {authority, endWithEachTest, fetchOnce, good, openssl, serve} from './support/https-servers.ts';

const {test: tlsTest, why: skip} = await needing(openssl);
const {test: ipv6Test, why: noIpv6} = await needing(openssl, ipv6);
endWithEachTest();

tlsTest(`a private CA is refused with the way to trust it${skip}`, async () => {
  const {port, seen} = await serve(good);
  expect(await fetchOnce({}, `https://localhost:${port}/`)).toMatchObject({
    step: 'tls',
    message: expect.stringContaining(`TLS with localhost:${port} failed: `),
    hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
  });
  expect(seen).toEqual([]);
});

tlsTest(`NODE_TLS_REJECT_UNAUTHORIZED=0 is not obeyed, which is said where it matters${skip}`, async () => {
  const {port, seen} = await serve(good);
  const url = `https://localhost:${port}/`;
  const unchecked = {NODE_TLS_REJECT_UNAUTHORIZED: '0'};
  expect(await fetchOnce(unchecked, url)).toMatchObject({
    step: 'tls',
    hint: expect.stringMatching(/^NODE_TLS_REJECT_UNAUTHORIZED=0 is not obeyed: .*NODE_EXTRA_CA_CERTS/),
  });
  expect(await fetchOnce(unchecked, url, 'DOCTOR')).toMatchObject({level: 'failed', name: 'TLS'});
  expect(seen).toEqual([]);
  expect(await fetchOnce({...unchecked, NODE_EXTRA_CA_CERTS: authority.file}, url)).toMatchObject({
    status: 200,
  });
});

tlsTest(`a private CA in NODE_EXTRA_CA_CERTS is trusted${skip}`, async () => {
  const {port} = await serve(good);
  expect(await fetchOnce({NODE_EXTRA_CA_CERTS: authority.file}, `https://localhost:${port}/`)).toEqual({
    status: 200,
    text: 'got ',
  });
});

tlsTest(`a private CA in the system's store is trusted, and a write goes out once${skip}`, async () => {
  const {port, seen} = await serve(good);
  expect(
    await fetchOnce({SSL_CERT_FILE: authority.file}, `https://localhost:${port}/`, 'POST', 'a note'),
  ).toEqual({status: 200, text: 'got a note'});
  expect(seen).toEqual(['POST a note']);
  expect(
    await fetchOnce({SSL_CERT_FILE: authority.file}, `https://localhost:${port}/`, 'DOCTOR'),
  ).toMatchObject({
    level: 'ok',
    words: expect.stringMatching(
      /^TLSv1\.3, trusted by the system's CA store; certificate by casedeck test, good for 1\d days$/,
    ),
  });
});

tlsTest(`an expired, a wrong-host and a self-signed certificate are told apart${skip}`, async () => {
  const trusted = {NODE_EXTRA_CA_CERTS: authority.file};
  const expired = await serve(
    authority.issue('expired', 'DNS:localhost', {from: '200101000000Z', to: '200201000000Z'}),
  );
  expect(await fetchOnce(trusted, `https://localhost:${expired.port}/`)).toMatchObject({
    step: 'tls',
    message: expect.stringContaining('its certificate has expired'),
    hint: expect.stringContaining('clock'),
  });
  const early = await serve(
    authority.issue('early', 'DNS:localhost', {from: '400101000000Z', to: '400201000000Z'}),
  );
  expect(await fetchOnce(trusted, `https://localhost:${early.port}/`)).toMatchObject({
    step: 'tls',
    message: expect.stringContaining('not valid yet'),
  });
  const wrong = await serve(authority.issue('wrong', 'DNS:elsewhere.example'));
  expect(await fetchOnce(trusted, `https://localhost:${wrong.port}/`)).toMatchObject({
    step: 'tls',
    message: expect.stringContaining('its certificate is for another host (DNS:elsewhere.example)'),
  });
  expect(await fetchOnce(trusted, `https://localhost:${wrong.port}/`, 'DOCTOR')).toMatchObject({
    level: 'failed',
    name: 'TLS',
    words: expect.stringContaining('for another host'),
  });
  const self = await serve(authority.selfSigned('self', 'DNS:localhost'));
  expect(await fetchOnce(trusted, `https://localhost:${self.port}/`)).toMatchObject({
    step: 'tls',
    message: expect.stringContaining('signed by itself'),
  });
});

ipv6Test(`IPv6 addresses work, and a certificate is checked against them${noIpv6}`, async () => {
  const {port} = await serve(good, '::1');
  expect(await fetchOnce({NODE_EXTRA_CA_CERTS: authority.file}, `https://[::1]:${port}/`)).toEqual({
    status: 200,
    text: 'got ',
  });
  const wrong = await serve(authority.issue('name-only', 'DNS:localhost'), '::1');
  expect(
    await fetchOnce({NODE_EXTRA_CA_CERTS: authority.file}, `https://[::1]:${wrong.port}/`),
  ).toMatchObject({step: 'tls'});
});
