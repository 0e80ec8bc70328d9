import type {Environment} from './settings-types.ts';

export const ENDPOINTS = {
  production: 'https://api.equinix.com',
  sandbox: 'https://sandboxapi.equinix.com',
} as const;

/** Which environment an endpoint is. */
export function environmentOf(endpoint: string): Environment {
  if (endpoint === ENDPOINTS.production) return 'production';
  return endpoint === ENDPOINTS.sandbox ? 'sandbox' : 'custom';
}
