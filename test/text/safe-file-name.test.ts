import fc from 'fast-check';
import {expect, test} from 'vitest';
import {safeFileName} from '../../src/text/safe/safe-file-name.ts';
import {FORBIDDEN, hostileText} from './hostile-text.ts';

test.each([
  ['report.pdf', 'report.pdf'],
  ['Größe (1) 東京.png', 'Größe (1) 東京.png'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\photo.jpg', 'photo.jpg'],
  ['.bashrc', 'bashrc'],
  ['--rf', 'rf'],
  ['\u202Egpj.exe', 'gpj.exe'],
  ['a\x1b]0;x\x07b\n.txt', 'ab .txt'],
  ['what?*.txt', 'what__.txt'],
  ['CON.txt', '_CON.txt'],
  ['..', 'attachment'],
  ['', 'attachment'],
  ['dir/', 'dir'],
])('%j becomes %j', (input, expected) => {
  expect(safeFileName(input)).toBe(expected);
});

test('a long name keeps its extension and whole characters', () => {
  const name = safeFileName(`${'漢'.repeat(200)}.pdf`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  expect(name).toMatch(/^漢{83}\.pdf$/);
});

test('no input names another folder, a hidden file, an option or a control character', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(hostileText, fc.constantFrom('/', '\\', '.', '-', ' ', ':'))), (parts) => {
      const name = safeFileName(parts.join(''));
      expect(name).not.toMatch(FORBIDDEN);
      expect(name).not.toMatch(/[/\\\n:]|^[.\- ]/);
      expect(name).not.toBe('');
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }),
  );
});
