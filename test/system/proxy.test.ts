import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {freePort} from '../support/free-port.ts';
import {needing, ownName, program} from '../support/needs.ts';
import {
  authority,
  endWithEachTest,
  fetchOnce,
  folder,
  good,
  host,
  openssl,
  processes,
  serve,
} from './support/https-servers.ts';

// This machine is never asked for through a proxy by its loopback names, so it needs another one.
const {test: proxyTest, why: skipProxy} = await needing(openssl, program('tinyproxy'), ownName);
endWithEachTest();

/** The name of the machine may lead to any of its addresses. */
const EVERYWHERE = 'everywhere';

async function startProxy(...lines: readonly string[]) {
  const port = await freePort();
  const config = join(folder, `tinyproxy-${port}.conf`);
  writeFileSync(
    config,
    [
      `Port ${port}`,
      'Listen 127.0.0.1',
      'Allow 127.0.0.1',
      'Timeout 20',
      'MaxClients 20',
      'LogLevel Info',
      ...lines,
      '',
    ].join('\n'),
  );
  const proxy = processes.start('tinyproxy', ['-d', '-c', config]);
  await expect.poll(proxy.output, {timeout: 120_000}).toMatch(/accepting connections/i);
  return {address: `127.0.0.1:${port}`, log: proxy.output};
}

proxyTest(
  `a proxy without authentication is gone through, and NO_PROXY goes around it${skipProxy}`,
  async () => {
    const {port, seen} = await serve(good, EVERYWHERE);
    const {address, log} = await startProxy();
    const env = {NODE_EXTRA_CA_CERTS: authority.file, HTTPS_PROXY: `http://${address}`};
    const url = `https://${host}:${port}/`;
    expect(await fetchOnce(env, url, 'POST', 'through')).toEqual({status: 200, text: 'got through'});
    expect(log()).toContain(`CONNECT ${host}:${port}`);
    expect(await fetchOnce(env, url, 'DOCTOR')).toMatchObject({level: 'ok', name: 'TLS'});
    const connects = () => log().split('Request (file descriptor').length;
    const before = connects();
    expect(await fetchOnce({...env, NO_PROXY: host}, url, 'POST', 'around')).toEqual({
      status: 200,
      text: 'got around',
    });
    expect(await fetchOnce({...env}, `https://localhost:${port}/`)).toEqual({status: 200, text: 'got '});
    expect(connects()).toBe(before);
    expect(seen).toEqual(['POST through', 'POST around', 'GET ']);
  },
);

proxyTest(`a proxy with authentication: right, wrong and no credentials${skipProxy}`, async () => {
  const {port, seen} = await serve(good, EVERYWHERE);
  const {address} = await startProxy('BasicAuth someone pa55-word');
  const env = {NODE_EXTRA_CA_CERTS: authority.file};
  const url = `https://${host}:${port}/`;
  expect(await fetchOnce({...env, https_proxy: `http://someone:pa55%2Dword@${address}`}, url)).toEqual({
    status: 200,
    text: 'got ',
  });
  for (const login of ['', 'someone:wrong@']) {
    const told = await fetchOnce({...env, HTTPS_PROXY: `http://${login}${address}`}, url);
    expect(told).toMatchObject({
      step: 'proxy',
      message: expect.stringContaining(
        `The proxy ${address} wants a user name and password, or refused those given`,
      ),
    });
  }
  expect(seen).toEqual(['GET ']);
});

proxyTest(
  `behind a proxy, TLS faults of the service and a service that is not there are told${skipProxy}`,
  async () => {
    const {address} = await startProxy();
    const wrong = await serve(authority.issue('other', 'DNS:elsewhere.example'), EVERYWHERE);
    const env = {NODE_EXTRA_CA_CERTS: authority.file, HTTPS_PROXY: `http://${address}`};
    expect(await fetchOnce(env, `https://${host}:${wrong.port}/`)).toMatchObject({
      step: 'tls',
      message: expect.stringContaining('for another host'),
    });
    expect(await fetchOnce(env, `https://${host}:1/`)).toMatchObject({
      step: 'proxy',
      message: expect.stringMatching(/could not connect to the service \(50\d\)/),
    });
    const {port} = await serve(good, EVERYWHERE);
    expect(
      await fetchOnce(
        {HTTPS_PROXY: `http://${address}`, SSL_CERT_FILE: authority.file},
        `https://${host}:${port}/`,
      ),
    ).toEqual({status: 200, text: 'got '});
  },
);
