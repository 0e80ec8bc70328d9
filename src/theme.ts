/** How a piece of text is drawn. Colours are the terminal's own, so that light and dark both work. */
export type Look = {
  readonly color?: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly inverse?: boolean;
  readonly underline?: boolean;
};

/** What a piece of text is; themes decide its look. */
export type StyleName =
  | 'normal'
  | 'strong'
  | 'dim'
  | 'action'
  | 'danger'
  | 'ok'
  | 'warning'
  | 'unread'
  | 'border'
  | 'focus'
  | 'ours'
  | 'theirs'
  | 'link'
  | 'key'
  | 'cursor'
  | 'production';

export type Glyphs = {
  readonly unread: string;
  readonly pointer: string;
  readonly draft: string;
  readonly sending: string;
  readonly ellipsis: string;
  readonly separator: string;
  readonly refresh: string;
  readonly up: string;
  readonly down: string;
  readonly quote: string;
  readonly border: {
    readonly topLeft: string;
    readonly topRight: string;
    readonly bottomLeft: string;
    readonly bottomRight: string;
    readonly horizontal: string;
    readonly vertical: string;
  };
};

export type Theme = {
  readonly looks: Readonly<Record<StyleName, Look>>;
  readonly glyphs: Glyphs;
};

const LOOKS: Theme['looks'] = {
  normal: {},
  strong: {bold: true},
  dim: {dim: true},
  action: {color: 'red', bold: true},
  danger: {color: 'red', bold: true},
  ok: {color: 'green'},
  warning: {color: 'magenta', bold: true},
  unread: {bold: true},
  border: {dim: true},
  focus: {bold: true},
  ours: {color: 'green', bold: true},
  theirs: {color: 'magenta', bold: true},
  link: {underline: true},
  key: {bold: true},
  cursor: {inverse: true},
  production: {color: 'red', bold: true},
};

const UNICODE: Glyphs = {
  unread: '●',
  pointer: '▸',
  draft: '✎',
  sending: '↑',
  ellipsis: '…',
  separator: '·',
  refresh: '⟳',
  up: '↑',
  down: '↓',
  quote: '▏',
  border: {topLeft: '┌', topRight: '┐', bottomLeft: '└', bottomRight: '┘', horizontal: '─', vertical: '│'},
};

const ASCII: Glyphs = {
  unread: '*',
  pointer: '>',
  draft: 'd',
  sending: '^',
  ellipsis: '~',
  separator: '-',
  refresh: '@',
  up: '^',
  down: 'v',
  quote: '|',
  border: {topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '+', horizontal: '-', vertical: '|'},
};

export type ThemeOptions = {readonly ascii: boolean; readonly color: boolean};

/** The theme in use. One terminal, one theme: `applyTheme` sets it before the first frame. */
export const theme: {looks: Theme['looks']; glyphs: Glyphs} = {looks: LOOKS, glyphs: UNICODE};

/** Chooses looks and glyphs for this terminal: without colour, bold, dim and inverse still tell things apart. */
export function applyTheme({ascii, color}: ThemeOptions): void {
  theme.looks = color ? LOOKS : withoutColour(LOOKS);
  theme.glyphs = ascii ? ASCII : UNICODE;
}

function withoutColour(looks: Theme['looks']): Theme['looks'] {
  const plain = Object.entries(looks).map(([name, {color: _color, ...look}]) => [name, look] as const);
  return Object.fromEntries(plain) as Theme['looks'];
}
