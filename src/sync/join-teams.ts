import {joinedId} from '../domain/joined-id.ts';
import type {Joined, JoinedAccount} from '../store/joined/joined-accounts.ts';
import {NO_TEAM, type Team} from './contracts.ts';
import {together} from './join-sync.ts';

/** The desks of several accounts as one. */
export function joinTeams<Account extends JoinedAccount>(
  {accounts, sorted}: Joined<Account>,
  teamOf: (account: Account) => Team,
): Team {
  const all = accounts.map(teamOf);
  return {
    async lead(isLeader) {
      await Promise.all(all.map((team) => team.lead(isLeader)));
    },
    async stop() {
      await Promise.all(all.map((team) => team.stop()));
    },
    // The first that is apart, else the first that there is.
    status() {
      const states = all.map((team) => team.status());
      const first = states.find(({state}) => state !== 'none') ?? NO_TEAM.status();
      return states.find(({state}) => state === 'apart') ?? first;
    },
    subscribe: (listener) => together(all.map((team) => team.subscribe(listener))),
    async settle() {
      const words = await Promise.all(all.map((team) => team.settle()));
      return words.find((one) => one !== undefined);
    },
    async finish() {
      const words = await Promise.all(all.map((team) => team.finish()));
      return words.find((one) => one !== undefined);
    },
    isAsking: () => all.some((team) => team.isAsking()),
    isShared: () => all.every((team) => team.isShared()),
    setWatched: (isWatched) => all.forEach((team) => team.setWatched(isWatched)),
    setLookedAt(ids) {
      const lookedAt = sorted(ids);
      for (const account of accounts)
        teamOf(account).setLookedAt(lookedAt.find((one) => one.account === account)?.numbers ?? []);
    },
    wanted: () =>
      accounts.flatMap((account) =>
        teamOf(account)
          .wanted()
          .map((number) => joinedId(account.name, number)),
      ),
    isWatched: () => all.some((team) => team.isWatched()),
    async leave(words) {
      await Promise.all(all.map((team) => team.leave(words)));
    },
    notice: () => all.map((team) => team.notice()).find((words) => words !== undefined),
  };
}
