import {randomUUID} from 'node:crypto';
import type {DeskOp} from '../../domain/desk-op.ts';
import type {Database} from '../database/database.ts';
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
export type DeskReading = Pick<
  Store,
  | 'me'
  | 'remarksOf'
  | 'snoozeOf'
  | 'claimsOf'
  | 'claimedBy'
  | 'queuedOps'
  | 'deskCursor'
  | 'memberNames'
  | 'teamSends'
>;

export function deskReading(db: Database, {me}: DeskOwner): DeskReading {
  return {
    me: () => me,
    remarksOf: (ticketId) => remarksOf(db, ticketId),
    snoozeOf: (ticketId) => snoozeOf(db, ticketId),
    claimsOf: (ticketId) => claimsOf(db, ticketId),
    claimedBy: (who) => claimedBy(db, who),
    queuedOps: (limit) => queuedOps(db, limit),
    deskCursor: () => deskCursor(db),
    memberNames: () => memberNames(db, me),
    teamSends: (ticketId) => teamSends(db, ticketId),
  };
}

/** What is written there. */
export type DeskWriting = Pick<
  Store,
  | 'addRemark'
  | 'removeRemark'
  | 'setSnooze'
  | 'endSnoozes'
  | 'claim'
  | 'setNextStep'
  | 'queueOp'
  | 'removeQueued'
  | 'applyNews'
  | 'forgetDesk'
  | 'putMembers'
>;

export function deskWriting(db: Database, owner: DeskOwner): DeskWriting {
  const does = (op: DeskOp, at: number) => act(db, owner, op, at);
  return {
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
        // Written under another name of this person, before there was a team.
        removeRemark(db, id);
        return true;
      }),
    setSnooze: (given, until, at) => {
      const ticketId = shownId(db, given);
      does(until === 'off' ? {kind: 'unsnooze', ticketId} : {kind: 'snooze', ticketId, until}, at);
    },
    endSnoozes: (time) => endSnoozes(db, time),
    claim: (given, deed, at) => {
      const ticketId = shownId(db, given);
      does(typeof deed === 'string' ? {kind: deed, ticketId} : {kind: 'give', ticketId, to: deed.to}, at);
    },
    setNextStep: (ticketId, text, at) => does({kind: 'step', ticketId: shownId(db, ticketId), text}, at),
    queueOp: (op) => queueOp(db, op),
    removeQueued: (ids) => removeQueued(db, ids),
    applyNews: (news) => applyNews(db, news, owner.me),
    forgetDesk: () => forgetDesk(db, owner.me),
    putMembers: (members) => putMembers(db, members),
  };
}
