import {expect, test} from 'vitest';
import {decodeText} from '../../src/files/decode-text.ts';
import {fileKind} from '../../src/files/file-kind.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
/** `ケーブル` and a line end. */
const SHIFT_JIS = Buffer.from('8350815b8375838b0d0a', 'hex');

test.each([
  ['UTF-8', Buffer.from('\uFEFFlink down in München\n'), 'link down in München'],
  ['UTF-16', utf16('\uFEFFlink down'), 'link down'],
  ['UTF-16', utf16('port 1 polled, and no mark at the start'), 'port 1 polled, and no mark at the start'],
  ['UTF-16', utf16('\uFEFFlink down').swap16(), 'link down'],
  ['Windows-1252', Buffer.from('link down in München, 5 µm', 'latin1'), 'link down in München, 5 µm'],
  ['Shift JIS', SHIFT_JIS, 'ケーブル'],
])('a text in %s is read as it was written', async (encoding, bytes, line) => {
  expect(fileKind(bytes, 'a').kind).toBe('text');
  expect(await decodeText(bytes)).toEqual({lines: [line], encoding});
});

test('a recorded session is safe to show: colours go, columns stay, what could act on the terminal is seen', async () => {
  const {lines} = await decodeText(Buffer.from('\u001B[31mred\u001B[0m\tok\r\n\tx\n\u001B]0;title\u0007'));
  expect(lines.slice(0, 2)).toEqual(['red     ok', '        x']);
  expect(lines.join('')).not.toContain('\u001B');
});

test.each([
  ['%PDF-1.7\n', 'a PDF document'],
  ['PK\u0003\u0004....', 'an Excel workbook'],
  ['\0\0\0\u0018ftypheic', 'a HEIC or AVIF picture, which is not shown here'],
  ['\0\u0001\0\u0001', 'a file of an unknown kind'],
])('%j says what it is', (start, what) => {
  expect(fileKind(Buffer.from(start, 'latin1'), 'jumpers.xlsx')).toEqual({kind: 'other', what});
});
