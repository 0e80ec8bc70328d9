import type {GateWatch} from '../../api/gate/gate.ts';
import {systemTimers} from '../../api/timers.ts';
import type {Env, Paths} from '../../settings/paths.ts';
import type {Settings} from '../../settings/settings-types.ts';
import type {Platform} from '../../state/services.ts';
import type {Store} from '../../store/store.ts';
import {NO_TEAM} from '../../sync/contracts.ts';
import {lazyTeam, type Shared, type TeamOptions} from '../../team/lazy-team.ts';
import {auditReader} from './audit-writer.ts';

type TeamParts = {
  readonly env: Env;
  readonly platform: Platform;
  readonly paths: Paths;
  readonly settings: Settings;
  readonly store: Store;
  readonly inMemory: boolean;
  /** A desk of this process, as in the demo. */
  readonly desk: TeamOptions['open'];
};

/** The desk of a team, and the store that shares with it; without one neither does anything. */
export function openTeam(
  {env, platform, paths, settings, store, inMemory, desk}: TeamParts,
  gate: () => ReturnType<GateWatch['state']>,
): Shared {
  const {
    team: {url, ...team},
    profile,
    orders,
  } = settings;
  if (desk === undefined && (url === undefined || inMemory))
    return {team: NO_TEAM, store, mailsOf: (api) => api};
  return lazyTeam({
    settings: {...team, url: url ?? ''},
    open: desk,
    endpoint: profile.endpoint,
    env,
    login: platform.user,
    store,
    readsOrders: orders.show,
    clock: {now: Date.now},
    timers: systemTimers,
    audited: inMemory ? () => [] : auditReader(paths.auditFile, profile.name),
    canAsk: () => !/^(offline|refused)$/.test(gate().state),
  });
}
