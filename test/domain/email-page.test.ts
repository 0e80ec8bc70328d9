import {expect, test} from 'vitest';
import {emailPage} from '../../src/domain/email-text.ts';

const page = (html: string) => emailPage({to: [], cc: [], html});

test('the page of an e-mail holds no byte that a terminal obeys, and says what was left out', () => {
  const written = page('<p>Hello\u001b]52;c;cm0gLXJmIC8=\u0007 \u009b2J\u202e\tworld</p>\r\n');
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  expect(written).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202e]/);
  expect(written).toContain('Hello]52;c;cm0gLXJmIC8= 2J\tworld');
  expect(written).toContain('casedeck left out 4 control characters');
  expect(page('<p>Hello</p>')).not.toContain('left out');
});
