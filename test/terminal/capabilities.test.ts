import {expect, test} from 'vitest';
import {
  colorDepth,
  isRemote,
  multiplexer,
  needsAscii,
  pictureProtocol,
  showsLinks,
} from '../../src/terminal/capabilities.ts';

test.each([
  [{TERM: 'xterm-256color'}, '256'],
  [{TERM: 'xterm'}, '16'],
  [{TERM: 'linux'}, '16'],
  [{TERM: 'screen-256color', COLORTERM: 'truecolor'}, 'true'],
  [{TERM: 'xterm-kitty'}, 'true'],
  [{TERM: 'dumb'}, 'none'],
  [{TERM: 'vt220'}, 'none'],
  [{}, 'none'],
  [{TERM: 'xterm-256color', NO_COLOR: '1'}, 'none'],
  [{TERM: 'xterm-256color', NO_COLOR: ''}, '256'],
  [{TERM: 'xterm-256color', NO_COLOR: '1', FORCE_COLOR: '2'}, '256'],
  [{TERM: 'dumb', FORCE_COLOR: '1'}, '16'],
  [{TERM: 'xterm-kitty', FORCE_COLOR: '0'}, 'none'],
  [{TERM: 'xterm', FORCE_COLOR: '3'}, 'true'],
] as const)('%j shows colours: %s', (env, depth) => {
  expect(colorDepth(env)).toBe(depth);
});

test.each([
  [{LANG: 'C.UTF-8'}, false],
  [{LANG: 'en_US.utf8'}, false],
  [{LANG: 'C'}, true],
  [{}, true],
  [{LANG: 'C.UTF-8', LC_ALL: 'C'}, true],
  [{LANG: 'C', LC_CTYPE: 'C.UTF-8'}, false],
] as const)('%j leaves only ASCII: %s', (env, expected) => {
  expect(needsAscii(env)).toBe(expected);
});

test('of tmux and screen the inner one counts', () => {
  expect(multiplexer({})).toBeUndefined();
  expect(multiplexer({TMUX: '/tmp/tmux-1/default,1,0'})).toBe('tmux');
  expect(multiplexer({STY: '1.pts'})).toBe('screen');
  expect(multiplexer({TMUX: 'x', STY: '1.pts', TERM: 'screen'})).toBe('screen');
  expect(multiplexer({TMUX: 'x', STY: '1.pts', TERM: 'tmux-256color'})).toBe('tmux');
});

test.each([
  [{TERM: 'xterm-256color'}, false],
  [{TERM: 'xterm-256color', VTE_VERSION: '7200'}, true],
  [{TERM: 'xterm-kitty'}, true],
  [{TERM: 'tmux-256color', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.4', TMUX: 'x'}, true],
  [{TERM: 'tmux-256color', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.2a', TMUX: 'x'}, false],
  [{TERM: 'screen', STY: '1', VTE_VERSION: '7200'}, false],
  [{TERM: 'xterm-256color', FORCE_HYPERLINK: '1'}, true],
  [{TERM: 'xterm-kitty', FORCE_HYPERLINK: '0'}, false],
] as const)('%j makes links: %s', (env, expected) => {
  expect(showsLinks(env)).toBe(expected);
});

test('who comes by SSH is remote', () => {
  expect(isRemote({})).toBe(false);
  expect(isRemote({SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22'})).toBe(true);
  expect(isRemote({SSH_TTY: '/dev/pts/1'})).toBe(true);
});

test.each([
  [{TERM: 'xterm-kitty'}, 'kitty'],
  [{TERM: 'xterm-256color', KITTY_WINDOW_ID: '1'}, 'kitty'],
  [{TERM_PROGRAM: 'ghostty'}, 'kitty'],
  [{TERM_PROGRAM: 'WezTerm'}, 'iterm'],
  [{TERM: 'xterm-256color', LC_TERMINAL: 'iTerm2'}, 'iterm'],
  [{TERM: 'foot'}, 'sixel'],
  [{TERM: 'xterm-256color'}, undefined],
])('pictures in %j: %s', (env, expected) => {
  expect(pictureProtocol(env)).toBe(expected);
});
