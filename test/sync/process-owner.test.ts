import {spawnSync} from 'node:child_process';
import {hostname} from 'node:os';
import {execPath} from 'node:process';
import {expect, test} from 'vitest';
import {isOwnerGone, processOwner} from '../../src/sync/process-owner.ts';

test('this process is there, each owner is another', () => {
  expect(isOwnerGone(processOwner())).toBe(false);
  expect(processOwner()).not.toBe(processOwner());
});

test('a process of this machine that has ended is gone', () => {
  const {pid} = spawnSync(execPath, ['-e', '0']);
  expect(isOwnerGone(`${hostname()}/${pid}/x`)).toBe(true);
});

test('of another machine, or of an owner of unknown form, nothing is claimed', () => {
  const {pid} = spawnSync(execPath, ['-e', '0']);
  expect(isOwnerGone(`not-${hostname()}/${pid}/x`)).toBe(false);
  expect(isOwnerGone('nonsense')).toBe(false);
  expect(isOwnerGone(`${hostname()}/0/x`)).toBe(false);
  expect(isOwnerGone(`${hostname()}/-1/x`)).toBe(false);
});
