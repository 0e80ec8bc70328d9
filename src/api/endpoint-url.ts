import {AppError} from '../errors.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * The service's base URL without a slash at its end. Throws an AppError `config` for anything but
 * https, or http on this machine (loopback), and for URLs that hold credentials.
 */
export function checkEndpointUrl(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AppError('config', 'The endpoint is not an https URL.', {
      hint: 'Set EQUINIX_API_ENDPOINT to something like https://api.equinix.com.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError('config', "The endpoint's URL holds a user name or password.", {
      hint: 'Take them out of EQUINIX_API_ENDPOINT; the client id and secret go elsewhere.',
    });
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw new AppError(
      'config',
      `Plain http to ${url.hostname} is refused: the secret would be readable on the way.`,
      {
        hint: 'Use https; plain http works for 127.0.0.1 only.',
      },
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw new AppError('config', "The endpoint's URL must have no query and no fragment.");
  }
  return url.href.replace(/\/+$/, '');
}
