import xterm from '@xterm/headless';
import {expect, test} from 'vitest';
import {filmSvg} from './film-svg.ts';
import {markedFrame} from './frame-marks.ts';
import {frameSvg} from './frame-svg.ts';
import {captureFrame, frameText, screenText, type Frame} from './frame.ts';

async function draw(bytes: string, cols = 20, rows = 3): Promise<Frame> {
  const terminal = new xterm.Terminal({cols, rows, allowProposedApi: true});
  await new Promise<void>((resolve) => {
    terminal.write(bytes, resolve);
  });
  return captureFrame(terminal);
}

test('a frame is text of as many rows as the screen, blanks at the ends cut', async () => {
  const frame = await draw('one\r\n  two  ');
  expect(frameText(frame)).toBe('one\n  two\n');
  expect(frame.cursor).toEqual({x: 7, y: 1});
});

test('the text of the screen is that of its frame, wide and unwritten cells included', async () => {
  const terminal = new xterm.Terminal({cols: 12, rows: 4, allowProposedApi: true});
  await new Promise<void>((resolve) => {
    terminal.write('漢字\x1b[3Cx \r\n\r\ne\u0301!', resolve);
  });
  expect(screenText(terminal)).toBe(frameText(captureFrame(terminal)));
  expect(screenText(terminal)).toBe('漢字   x\n\ne\u0301!\n');
});

test('a marked frame says below its text which cells of which rows look different', async () => {
  const look = '\x1b[1;31mred\x1b[0m plain \x1b[2;97;44mdim';
  expect(markedFrame(await draw(`${look}\x1b[0m\r\n${look}\x1b[0m\r\n\x1b[38;5;200m漢\x1b[38;2;1;2;3m!`)))
    .toBe(`\
red plain dim
red plain dim
漢!

Marked:
1-2  1-3 bold red, 11-13 dim bright-white on-blue
3  1-2 colour-200, 3 #010203
`);
});

test('colours of all three kinds are told apart', async () => {
  const {cells} = await draw('a\x1b[31mb\x1b[38;5;200mc\x1b[38;2;1;2;255md\x1b[0;7me');
  expect(cells[0]?.slice(0, 5).map((cell) => cell.foreground)).toEqual([
    'default',
    1,
    200,
    '#0102ff',
    'default',
  ]);
  expect(cells[0]?.[4]?.inverse).toBe(true);
});

test('the picture holds text once for each run, lines as shapes, and nothing that XML would trip over', async () => {
  const svg = frameSvg(await draw('\x1b[1m<b> & "c"\x1b[0m \x1b[32mgreen\x1b[0m\r\n┌─▆'), {
    title: 'A <title>',
  });
  expect(svg).toContain('font-weight="bold">&lt;b&gt; &amp; &quot;c&quot;</text>');
  expect(svg).toContain('fill="#98c379">green</text>');
  expect(svg).toContain('A &lt;title&gt;</text>');
  expect(svg).not.toMatch(/[┌─▆]/);
  expect(svg.match(/<path transform/g)).toHaveLength(3);
  expect(svg.match(/<text /g)).toHaveLength(3);
});

test('inverse text is dark on light, and each background gets one rectangle', async () => {
  const svg = frameSvg(await draw('\x1b[7mselected\x1b[0m plain'));
  expect(svg).toContain('<rect x="0" y="0" width="67.5" height="18" fill="#d4d7dd"/>');
  expect(svg).toContain('fill="#16181d">selected</text>');
  expect(svg).toContain('fill="#d4d7dd">plain</text>');
});

test('the same frame gives the same picture, and light differs from dark only in colour', async () => {
  const frame = await draw('x \x1b[33my');
  expect(frameSvg(frame)).toBe(frameSvg(frame));
  const withoutColors = (svg: string) => svg.replaceAll(/#[0-9a-f]{6}/g, '');
  const [dark, light] = [frameSvg(frame), frameSvg(frame, {background: 'light'})];
  expect(dark).not.toBe(light);
  expect(withoutColors(dark)).toBe(withoutColors(light));
});

test('a film draws equal rows once, and stands still for those who want no motion', async () => {
  const scenes = await Promise.all(
    ['one\r\nsame', 'two\r\nsame'].map(async (text) => ({frame: await draw(text), seconds: 1})),
  );
  const film = filmSvg(scenes, 1);
  expect(film.match(/>same</g)).toHaveLength(1);
  expect(film).toContain('@keyframes film{0.00%{transform:translateY(0px)}50.00%{');
  expect(film).toMatch(
    /prefers-reduced-motion:reduce\){\.film{animation:none;transform:translateY\(-\d+px\)/,
  );
});
