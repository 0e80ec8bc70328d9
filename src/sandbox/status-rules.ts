import {iso, type Status, type StatusChange} from './model.ts';

export type Flags = {
  readonly cancellable: boolean;
  readonly modifiable: boolean;
  readonly reOpen: boolean;
  readonly respond: boolean;
};

/** The flags a ticket of this status usually has. */
export function flagsOf(status: Status): Flags {
  const working = status === 'SUBMITTED' || status === 'IN_PROGRESS' || status === 'ACTION_REQUIRED';
  return {
    cancellable: working,
    modifiable: working || status === 'RESOLVED',
    reOpen: status === 'RESOLVED',
    respond: status === 'ACTION_REQUIRED',
  };
}

const PATHS: Readonly<Record<Status, readonly Status[]>> = {
  SUBMITTED: ['SUBMITTED'],
  IN_PROGRESS: ['SUBMITTED', 'IN_PROGRESS'],
  ACTION_REQUIRED: ['SUBMITTED', 'IN_PROGRESS', 'ACTION_REQUIRED'],
  RESOLVED: ['SUBMITTED', 'IN_PROGRESS', 'RESOLVED'],
  CLOSED: ['SUBMITTED', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'],
  CANCELLED: ['SUBMITTED', 'CANCELLED'],
};

const HOUR = 3_600_000;

/** A plausible way to a status, at most two days long and over before `now`. Times in milliseconds. */
export function historyOf(status: Status, created: number, now: number): readonly StatusChange[] {
  const path = PATHS[status];
  const span = Math.min(Math.max(now - created, 0), 48 * HOUR);
  return path.map((step, index) => ({
    status: step,
    createdDate: iso(created + Math.floor((span * index) / Math.max(path.length, 1))),
  }));
}
