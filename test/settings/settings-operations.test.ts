import {expect, test} from 'vitest';
import {ENDPOINTS} from '../../src/api/endpoints.ts';
import {OPERATIONS} from '../../src/settings/operation-ids.ts';

test('the configuration knows each operation that there is', () => {
  expect([...OPERATIONS].sort()).toEqual(Object.keys(ENDPOINTS).sort());
});
