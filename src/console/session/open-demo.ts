import {startSandbox} from '../../sandbox/start-sandbox.ts';
import type {Platform} from '../../state/services.ts';
import {openServices, type Opened, type OpenOptions} from './open-services.ts';

export type DemoOptions = Pick<OpenOptions, 'env' | 'flags' | 'stores' | 'envFor' | 'log'> & {
  readonly platform: Platform;
  /** Technicians answer and statuses advance while somebody looks. */
  readonly alive: boolean;
};

export type Demo = {readonly services: Opened; readonly close: () => Promise<void>};

/** A sandbox of its own, and everything to work with it. Nothing is kept. */
export async function openDemo({env, alive, ...options}: DemoOptions): Promise<Demo> {
  const sandbox = await startSandbox({alive});
  const demoEnv = {
    ...env,
    EQUINIX_API_ENDPOINT: sandbox.url,
    EQUINIX_API_CLIENTID: sandbox.clientId,
    EQUINIX_API_CLIENTSECRET: sandbox.clientSecret,
    EQUINIX_API_TOKEN: undefined,
    EQUINIX_API_TOKEN_FILE: undefined,
    CASEDECK_PROFILE: undefined,
  };
  const services = await openServices({
    ...options,
    env: demoEnv,
    inMemory: true,
    environment: 'demo',
    perSecond: 50,
  });
  // Cases that are no orders: order history does not know them, casedeck follows them once told.
  services.store.track(sandbox.caseNumbers, 'asked', Date.now());
  return {
    services,
    close: async () => {
      services.store.close();
      await sandbox.close();
    },
  };
}
