import {expect, test} from 'vitest';
import {errorJson} from '../../src/commands/write/write-json.ts';
import {ApiError, AppError} from '../../src/errors.ts';

test('an error as JSON holds what there is, and nothing empty', () => {
  expect(errorJson(new AppError('usage', 'Two ids are given.'))).toEqual({
    kind: 'usage',
    message: 'Two ids are given.',
  });
  const rejected = new ApiError('rejected', 'The service refused it.', {
    status: 422,
    code: 'EQ-1',
    correlationId: 'c-1',
    hint: 'Shorten it.',
    fields: [{field: 'text', problem: 'is too long'}],
  });
  expect(errorJson(rejected)).toEqual({
    kind: 'rejected',
    message: 'The service refused it.',
    details: [expect.stringContaining('too long')],
    hint: 'Shorten it.',
    status: 422,
    code: 'EQ-1',
    correlationId: 'c-1',
  });
});
