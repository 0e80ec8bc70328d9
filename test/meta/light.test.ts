import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
const MB = 1_000_000;

function bytesBelow(folder: string): number {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}

test('the documentation stays light to clone', () => {
  expect(bytesBelow(join(DOCS, 'screens'))).toBeLessThan(2 * MB);
  expect(bytesBelow(DOCS)).toBeLessThan(3 * MB);
});
