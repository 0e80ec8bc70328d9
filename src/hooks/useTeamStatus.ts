import {useSyncExternalStore} from 'react';
import type {TeamStatus} from '../sync/contracts.ts';
import {useServices} from './useServices.tsx';

/** Where the team's desk stands, in every frame. */
export function useTeamStatus(): TeamStatus & {readonly notice: string | undefined} {
  const {team} = useServices();
  const status = useSyncExternalStore(team.subscribe, team.status, team.status);
  return {...status, notice: useSyncExternalStore(team.subscribe, team.notice, team.notice)};
}
