// A process of its own, as NODE_EXTRA_CA_CERTS is read when Node starts: fetches a URL and prints what came of it.
import {explainNetworkError} from '../../../src/api/http/network-errors.ts';
import {tlsNote} from '../../../src/api/http/network-trust.ts';
import {createGet} from '../../support/send.ts';
import {checkTls} from '../../../src/commands/account/doctor-checks/check-network.ts';

const [, , url = '', method = 'GET', body] = process.argv;

async function once(): Promise<unknown> {
  if (method === 'DOCTOR')
    return await checkTls({endpoint: url, env: process.env, timeoutMs: 5000, now: Date.now});
  try {
    const {status, text} = await createGet({env: process.env, connectTimeoutMs: 5000})(url, {method, body});
    return {status, text};
  } catch (error) {
    return explainNetworkError(error, {endpoint: url, proxy: process.env['HTTPS_PROXY'], tlsNote: tlsNote()});
  }
}

// No process.exit on purpose: idle connections must not hold the process.
process.stdout.write(`${JSON.stringify(await once())}\n`);
