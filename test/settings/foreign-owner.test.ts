import {chownSync, mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {foreignOwner} from '../../src/settings/foreign-owner.ts';

const ME = process.getuid?.() ?? 0;
const ADA = 43_210;

test('what is ours is nobody else’s, there or not', () => {
  const home = mkdtempSync(join(tmpdir(), 'owner-'));
  expect(foreignOwner(home)).toBeUndefined();
  expect(foreignOwner(join(home, 'state', 'casedeck', 'default.db'))).toBeUndefined();
});

test('a home of somebody else is told by the name of its user, and nothing is given away', () => {
  const home = mkdtempSync(join(tmpdir(), 'owner-'));
  const foreign = foreignOwner(join(home, 'state'), ADA);
  expect(foreign).toMatchObject({path: home, owner: userInfo().username});
  expect(foreign?.mend).toContain('check HOME');
  expect(foreign?.mend).not.toContain('chown');
});

test.skipIf(ME !== 0)('what root left in a home is told, with the command that gives all of it back', () => {
  const home = mkdtempSync(join(tmpdir(), 'owner-'));
  chownSync(home, ADA, ADA);
  const state = join(home, '.local', 'state', 'casedeck');
  mkdirSync(state, {recursive: true});
  writeFileSync(join(state, 'default.db'), '');
  expect(foreignOwner(join(state, 'default.db'), ADA)).toEqual({
    path: join(home, '.local'),
    owner: 'root',
    mend: `Was casedeck started there with sudo? Give it back to yourself: sudo chown -R ${ADA} '${join(home, '.local')}'`,
  });
  expect(foreignOwner(home, 0)?.mend).toContain('without sudo');
});
