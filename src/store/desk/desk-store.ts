import {randomUUID} from 'node:crypto';
import type {DeskOp} from '../../domain/desk-op.ts';
import {bound, type Database} from '../database/database.ts';
import {remarksOf, ticketOfRemark, removeRemark} from '../remarks.ts';
import {endSnoozes, snoozeOf} from '../snoozes.ts';
import type {Store} from '../store.ts';
import {shownId} from '../tickets/aliases.ts';
import {claimedBy, claimsOf} from './claims.ts';
import {memberNames, putMembers} from './desk-members.ts';
import {
  act,
  applyNews,
  deskCursor,
  forgetDesk,
  queuedOps,
  queueOp,
  removeQueued,
  teamSends,
  type DeskOwner,
} from './desk-ops.ts';

/** What is asked of our own tables: private notes, snoozes, claims, and what is known of the team. */
export function deskReading(db: Database, {me}: DeskOwner) {
  return {
    ...bound(db, {remarksOf, snoozeOf, claimsOf, claimedBy, queuedOps, deskCursor, teamSends}),
    me: () => me,
    memberNames: () => memberNames(db, me),
  };
}

/** What is written there. */
export function deskWriting(db: Database, owner: DeskOwner) {
  const does = (op: DeskOp, at: number) => act(db, owner, op, at);
  const deeds = {
    addRemark: ({ticketId, text}, at) => {
      const remark = {id: randomUUID(), ticketId: shownId(db, ticketId), by: owner.me, text, createdAt: at};
      does({kind: 'remark', ticketId: remark.ticketId, remark: remark.id, text}, at);
      return remark;
    },
    removeRemark: (id, at) =>
      db.write(() => {
        const ticketId = ticketOfRemark(db, id);
        if (ticketId === undefined) return false;
        does({kind: 'unremark', ticketId, remark: id}, at);
        // Written under another name of this person, before the team.
        removeRemark(db, id);
        return true;
      }),
    setSnooze: (given, until, at) => {
      const ticketId = shownId(db, given);
      does(until === 'off' ? {kind: 'unsnooze', ticketId} : {kind: 'snooze', ticketId, until}, at);
    },
    claim: (given, deed, at) => {
      const ticketId = shownId(db, given);
      does(typeof deed === 'string' ? {kind: deed, ticketId} : {kind: 'give', ticketId, to: deed.to}, at);
    },
    setNextStep: (ticketId, text, at) => does({kind: 'step', ticketId: shownId(db, ticketId), text}, at),
    applyNews: (news) => applyNews(db, news, owner.me),
    forgetDesk: () => forgetDesk(db, owner.me),
  } satisfies Partial<Store>;
  return {...bound(db, {endSnoozes, queueOp, removeQueued, putMembers}), ...deeds};
}
