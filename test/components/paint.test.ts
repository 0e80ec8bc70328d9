import {afterEach, expect, test} from 'vitest';
import {linearText} from '../../src/components/linear.ts';
import {line, span} from '../../src/components/lines.ts';
import {paintLine} from '../../src/components/paint.ts';
import {diffFrames} from '../../src/terminal/frame-diff.ts';
import {applyTheme} from '../../src/terminal/theme.ts';

afterEach(() => applyTheme({ascii: false, depth: '16'}));

const LINKED = line('page ', {text: 'portal', link: 'https://portal.equinix.com/1'});

test('a link is made where the terminal makes links, and only to a known place', () => {
  expect(paintLine(LINKED, 12)).toBe('page portal ');
  applyTheme({ascii: false, depth: 'none', linkHosts: []});
  expect(paintLine(LINKED, 12)).toBe(
    'page \u001B]8;;https://portal.equinix.com/1\u0007portal\u001B]8;;\u0007 ',
  );
  expect(paintLine(line({text: 'evil', link: 'https://evil.example/'}), 4)).toBe('evil');
});

test('what is cut of a link still leads there, and the frame carries it', () => {
  applyTheme({ascii: false, depth: 'none', linkHosts: []});
  const row = paintLine(LINKED, 8);
  expect(row).toBe('page \u001B]8;;https://portal.equinix.com/1\u0007po…\u001B]8;;\u0007');
  expect(diffFrames(['page xx…'], [row], 8)).toContain(
    '\u001B]8;;https://portal.equinix.com/1\u0007po…\u001B]8;;\u0007',
  );
});

test('for a screen reader a row is its words', () => {
  applyTheme({ascii: true, depth: 'none', linear: true});
  expect(linearText(line('> ', span('ACTION   ', 'action'), ' 11150929  ', '   4m'))).toBe(
    'ACTION 11150929 4m',
  );
  expect(linearText(line('-----------', '|   |'))).toBe('');
  expect(linearText(line('ports 17-18, a - b'))).toBe('ports 17-18, a - b');
});
