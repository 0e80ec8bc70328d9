import {randomUUID} from 'node:crypto';
import type {Store} from '../store/store.ts';

const MEMBER = 'desk.member';

/** The number under which this database's consoles are known on the desk. */
export function memberOf(store: Pick<Store, 'changeMeta'>): string {
  return store.changeMeta(MEMBER, (kept) => {
    const member = kept ?? randomUUID();
    return {kept: member, result: member};
  });
}
