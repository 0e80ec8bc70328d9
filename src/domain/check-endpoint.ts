import {AppError} from '../errors.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
const EXAMPLE = 'Write it as https://api.equinix.com.';

/**
 * The service's base URL without a slash at its end. Throws an AppError `config`: the secret travels
 * there, so it must be https, or http on this machine itself, without credentials, query or fragment.
 * `source` names the setting in the message.
 */
export function checkEndpoint(text: string, source = 'The endpoint'): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new AppError('config', `${source} is no URL of a service.`, {hint: EXAMPLE});
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new AppError('config', `${source} must hold no credentials, query or fragment.`, {hint: EXAMPLE});
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw new AppError('config', `${source} is plain http, which would send the secret unencrypted.`, {
      hint: 'Use https; plain http is for this machine itself (127.0.0.1, ::1, localhost) only.',
    });
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
