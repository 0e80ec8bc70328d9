import {colorCode, type ColorDepth} from '../text/colors.ts';
import {STYLE_NAMES} from '../text/style-names.ts';

/** How a piece of text is drawn; colours are written as in config.toml. */
export type Look = {
  readonly color?: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly inverse?: boolean;
  readonly underline?: boolean;
};

type NamedStyle = (typeof STYLE_NAMES)[number];
/** A style of the table, or that of an account among several, by its name. */
export type StyleName = NamedStyle | `account ${string}`;
export type Looks = Readonly<Record<NamedStyle, Look>>;

export type Glyphs = {
  readonly unread: string;
  readonly pointer: string;
  readonly mark: string;
  readonly draft: string;
  readonly sending: string;
  /** A private note of ours. */
  readonly remark: string;
  readonly snoozed: string;
  /** Before how long is left to answer. */
  readonly deadline: string;
  readonly ellipsis: string;
  readonly separator: string;
  readonly refresh: string;
  readonly up: string;
  readonly down: string;
  readonly quote: string;
  /** Parts of a cell, growing from the left; the last is a whole one. */
  readonly bars: readonly string[];
  /** What fills the bars of notices, by their sort; what lies before and behind the days that are shown; the moment that it is. */
  readonly notices: {
    readonly incident: string;
    readonly maintenance: string;
    readonly advisory: string;
    readonly other: string;
    readonly earlier: string;
    readonly later: string;
    readonly now: string;
  };
  /** Heights in a cell, the first for nothing at all. */
  readonly sparks: readonly string[];
  readonly border: {
    readonly topLeft: string;
    readonly topRight: string;
    readonly bottomLeft: string;
    readonly bottomRight: string;
    readonly horizontal: string;
    readonly vertical: string;
  };
};

/** The terminal's own colours, and of those only the ones that can be read on white and on black alike. */
const TERMINAL: Looks = {
  normal: {},
  strong: {bold: true},
  dim: {dim: true},
  action: {color: 'red', bold: true},
  danger: {color: 'red', bold: true},
  ok: {},
  warning: {color: 'magenta', bold: true},
  unread: {bold: true},
  border: {dim: true},
  focus: {bold: true},
  ours: {bold: true},
  theirs: {color: 'magenta', bold: true},
  link: {underline: true},
  key: {bold: true},
  cursor: {inverse: true},
  production: {color: 'red', bold: true},
  account: {},
  match: {bold: true, underline: true},
};

const DARK: Looks = {
  ...TERMINAL,
  dim: {color: '#9aa4b2'},
  action: {color: '#ff7b72', bold: true},
  danger: {color: '#ff7b72', bold: true},
  ok: {color: '#7ee787'},
  warning: {color: '#ffa657', bold: true},
  border: {color: '#727d8c'},
  focus: {color: '#79c0ff', bold: true},
  ours: {color: '#7ee787', bold: true},
  theirs: {color: '#d2a8ff', bold: true},
  link: {color: '#79c0ff', underline: true},
  key: {color: '#79c0ff', bold: true},
  production: {color: '#ff7b72', bold: true},
};

const LIGHT: Looks = {
  ...TERMINAL,
  dim: {color: '#57606a'},
  action: {color: '#b3261e', bold: true},
  danger: {color: '#b3261e', bold: true},
  ok: {color: '#1a6b30'},
  warning: {color: '#8a4600', bold: true},
  border: {color: '#818b98'},
  focus: {color: '#0550ae', bold: true},
  ours: {color: '#1a6b30', bold: true},
  theirs: {color: '#6639ba', bold: true},
  link: {color: '#0550ae', underline: true},
  key: {color: '#0550ae', bold: true},
  production: {color: '#b3261e', bold: true},
};

/** The themes that come with casedeck; `terminal` is in force where none is chosen. */
export const THEMES = {terminal: TERMINAL, dark: DARK, light: LIGHT} as const satisfies Readonly<
  Record<string, Looks>
>;
export type ThemeName = keyof typeof THEMES;

const UNICODE: Glyphs = {
  unread: '●',
  pointer: '▸',
  mark: '✓',
  draft: '✎',
  sending: '↑',
  remark: '¶',
  snoozed: 'z',
  deadline: '!',
  ellipsis: '…',
  separator: '·',
  refresh: '⟳',
  up: '↑',
  down: '↓',
  quote: '▏',
  bars: ['╸', '━'],
  notices: {
    incident: '█',
    maintenance: '▒',
    advisory: '─',
    other: '·',
    earlier: '‹',
    later: '›',
    now: '│',
  },
  sparks: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  border: {topLeft: '┌', topRight: '┐', bottomLeft: '└', bottomRight: '┘', horizontal: '─', vertical: '│'},
};

const ASCII: Glyphs = {
  unread: '*',
  pointer: '>',
  mark: '+',
  draft: 'd',
  sending: '^',
  remark: 'p',
  snoozed: 'z',
  deadline: '!',
  ellipsis: '~',
  separator: '-',
  refresh: '@',
  up: '^',
  down: 'v',
  quote: '|',
  bars: ['#'],
  notices: {
    incident: '#',
    maintenance: '=',
    advisory: '-',
    other: '.',
    earlier: '<',
    later: '>',
    now: '|',
  },
  sparks: [' ', '.', ':', '-', '=', '+', '*', '#'],
  border: {topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '+', horizontal: '-', vertical: '|'},
};

/** What a screen reader says for a sign. */
const WORDS: Glyphs = {
  ...ASCII,
  unread: 'new ',
  mark: 'marked ',
  draft: 'draft',
  sending: 'waiting',
  remark: 'private note',
  snoozed: 'snoozed',
  deadline: 'answer within ',
  separator: ',',
  refresh: 'updated',
  up: 'more above',
  down: 'more below',
  ellipsis: '...',
};

export type ThemeOptions = {
  readonly ascii: boolean;
  readonly depth: ColorDepth;
  readonly name?: ThemeName;
  /** Colours that differ from the theme's. */
  readonly colors?: Readonly<Partial<Record<NamedStyle, string>>>;
  /** Of accounts that are shown together, by name: the look of each, and its own colour. */
  readonly accounts?: Readonly<Record<string, {readonly style: NamedStyle; readonly color?: string}>>;
  /** Hosts that may be linked to besides the vendor's; undefined: the terminal makes no links. */
  readonly linkHosts?: readonly string[] | undefined;
  /** For a screen reader: signs are words. */
  readonly linear?: boolean;
};

/** The parameters of the SGR sequence of each style; an empty one changes nothing. */
type Codes = Readonly<Record<NamedStyle, string> & Partial<Record<StyleName, string>>>;

/** The theme in use. One terminal, one theme: `applyTheme` sets it before the first frame. */
export const theme: {
  codes: Codes;
  glyphs: Glyphs;
  linkHosts: readonly string[] | undefined;
  /** In which colours a picture can be drawn; `none` where there are only letters. */
  pictureDepth: ColorDepth;
} = {
  codes: codesOf(TERMINAL, '16', {}),
  glyphs: UNICODE,
  linkHosts: undefined,
  pictureDepth: 'none',
};

/** Chooses looks and glyphs for this terminal: without colour, bold, dim and inverse still tell things apart. */
export function applyTheme(options: ThemeOptions): void {
  const {ascii, depth, name = 'terminal', colors = {}, linkHosts, linear = false, accounts = {}} = options;
  // The plain themes tell by dim what the others tell by a grey.
  const looks: Looks = depth === 'none' ? TERMINAL : THEMES[name];
  theme.codes = {
    ...codesOf(looks, depth, depth === 'none' ? {} : colors),
    ...Object.fromEntries(
      Object.entries(accounts).map(([account, {style, color}]) => [
        `account ${account}`,
        sgrOf(color === undefined ? looks[style] : {...looks[style], color}, depth),
      ]),
    ),
  };
  theme.glyphs = linear ? WORDS : ascii ? ASCII : UNICODE;
  theme.linkHosts = linkHosts;
  theme.pictureDepth = ascii || linear ? 'none' : depth;
}

function codesOf(looks: Looks, depth: ColorDepth, colors: NonNullable<ThemeOptions['colors']>): Codes {
  const codes = STYLE_NAMES.map((style) => {
    const own = colors[style];
    return [
      style,
      sgrOf(own === undefined ? looks[style] : {...looks[style], dim: false, color: own}, depth),
    ] as const;
  });
  return Object.fromEntries(codes) as Record<NamedStyle, string>;
}

function sgrOf({color, bold, dim, inverse, underline}: Look, depth: ColorDepth): string {
  const parts = [bold && '1', dim && '2', underline && '4', inverse && '7', color && colorCode(color, depth)];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(';');
}
