import {AppError} from '../errors.ts';
import type {Environment} from './settings-types.ts';

export const ENDPOINTS = {
  production: 'https://api.equinix.com',
  sandbox: 'https://sandboxapi.equinix.com',
} as const;

/**
 * The endpoint without a slash at its end. Throws an AppError `config`: the secret travels there, so it
 * must be https, or http on this machine itself, without credentials, query or fragment. `source` names
 * the setting in the message.
 */
export function checkEndpoint(text: string, source: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AppError('config', `${source} is no URL of a service.`, {
      hint: `Write it as ${ENDPOINTS.production}.`,
    });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new AppError('config', `${source} must hold no credentials, query or fragment.`, {
      hint: `Write it as ${ENDPOINTS.production}.`,
    });
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new AppError('config', `${source} is plain http, which would send the secret unencrypted.`, {
      hint: 'Use https; plain http is for this machine itself (127.0.0.1, ::1, localhost) only.',
    });
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** True for the host names that never leave this machine. */
function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Which environment an endpoint is. */
export function environmentOf(endpoint: string): Environment {
  if (endpoint === ENDPOINTS.production) return 'production';
  return endpoint === ENDPOINTS.sandbox ? 'sandbox' : 'custom';
}
