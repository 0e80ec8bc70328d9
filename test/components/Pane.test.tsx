import {Box} from 'ink';
import {render} from 'ink-testing-library';
import {afterEach, expect, test} from 'vitest';
import {line, span} from '../../src/components/lines.ts';
import {LineText, Pane} from '../../src/components/Pane.tsx';
import {textWidth} from '../../src/text/width.ts';
import {applyTheme} from '../../src/terminal/theme.ts';

const frameOf = (element: Parameters<typeof render>[0]) => (render(element).lastFrame() ?? '').split('\n');

// oxlint-disable-next-line no-control-regex -- styles start with ESC
const plain = (text: string) => text.replaceAll(/\u001B\[[\d;]*m/g, '');

afterEach(() => applyTheme({ascii: false, depth: '16'}));

test('a pane frames its lines and cuts what is too long', () => {
  const frame = frameOf(
    <Pane
      width={20}
      height={4}
      title="Notes"
      foot="1 of 9"
      lines={[line('a line that is far too long')]}
      focused
    />,
  );
  expect(frame.map(plain)).toEqual([
    '┌ Notes ───────────┐',
    '│a line that is fa…│',
    '│                  │',
    '└ 1 of 9 ──────────┘',
  ]);
});

test('a title longer than the pane is cut, not wrapped', () => {
  const [top = ''] = frameOf(
    <Pane width={16} height={3} title="1-204976070710 IN PROGRESS" lines={[]} focused={false} />,
  );
  expect(textWidth(plain(top))).toBe(16);
});

test('wide characters keep the frame straight', () => {
  const frame = frameOf(
    <Pane width={12} height={3} title="" lines={[line('漢字漢字漢字漢字')]} focused={false} />,
  );
  expect(frame.map((row) => textWidth(plain(row)))).toEqual([12, 12, 12]);
});

test('a selected line is a bar of its whole width', () => {
  const [row = ''] = frameOf(
    <Box width={10}>
      <LineText width={10} line={{spans: [span('open', 'dim')], selected: true}} />
    </Box>,
  );
  // Ink closes a style with its own code, we with a reset: the same to a terminal.
  expect(row).toMatch(/^\u001B\[7mopen {6}\u001B\[(?:27|0)m$/);
});

test('in ASCII a pane is drawn without box characters', () => {
  applyTheme({ascii: true, depth: 'none'});
  const frame = frameOf(<Pane width={8} height={3} title="" lines={[line('x')]} focused={false} />);
  expect(frame.map(plain)).toEqual(['+------+', '|x     |', '+------+']);
});
