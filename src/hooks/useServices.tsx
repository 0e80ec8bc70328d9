import {createContext, use, type ReactNode} from 'react';
import type {Services} from '../state/services.ts';

const ServicesContext = createContext<Services | undefined>(undefined);

export function ServicesProvider({
  services,
  children,
}: {
  readonly services: Services;
  readonly children: ReactNode;
}) {
  return <ServicesContext value={services}>{children}</ServicesContext>;
}

export function useServices(): Services {
  const services = use(ServicesContext);
  if (services === undefined) throw new Error('useServices needs a ServicesProvider around it');
  return services;
}
