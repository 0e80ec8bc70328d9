import type {Nav} from '../../state/navigation.ts';

export type Split = {
  /** `none`: the list has the whole body, and a ticket opens as a screen of its own. */
  readonly kind: 'right' | 'below' | 'none';
  readonly list: {readonly width: number; readonly height: number};
  readonly detail: {readonly width: number; readonly height: number};
};

const SIDE_FROM = 120;
const BELOW_FROM = 34;
/** Summaries need more room than what is read row by row; beyond this width a list has all it needs. */
const LIST_SHARE = 55;
const WIDEST_LIST = 96;
const ROWS_SHARE = 40;
/** Neither pane becomes smaller, whatever was chosen. */
const LEAST_WIDTH = 40;
const LEAST_HEIGHT = 5;
/** A key moves the border by so many percent. */
const SHARE_STEP = 5;

/** How list and detail share the body of the screen. */
export function splitBody(
  width: number,
  height: number,
  {preview, share}: Pick<Nav, 'preview' | 'share'>,
): Split {
  const kind = kindOf(width, height, preview);
  if (kind === 'right') {
    const usual = Math.min(WIDEST_LIST, part(width, LIST_SHARE));
    const list = between(share.right === undefined ? usual : part(width, share.right), LEAST_WIDTH, width);
    return {kind, list: {width: list, height}, detail: {width: width - list, height}};
  }
  if (kind === 'below') {
    const list = between(part(height, share.below ?? ROWS_SHARE), LEAST_HEIGHT, height);
    return {kind, list: {width, height: list}, detail: {width, height: height - list}};
  }
  return {kind, list: {width, height}, detail: {width, height}};
}

/** The list's share in percent one step larger or smaller, counted from what is on screen; as it is where there is no room. */
export function nextShare({kind, list, detail}: Split, by: 1 | -1): Nav['share'] {
  if (kind === 'none') return {};
  const [mine, other] = kind === 'right' ? [list.width, detail.width] : [list.height, detail.height];
  const steps = Math.round((mine / (mine + other)) * (100 / SHARE_STEP)) + by;
  return {[kind]: steps * SHARE_STEP};
}

function part(whole: number, percent: number): number {
  return Math.floor((whole * percent) / 100);
}

function between(wanted: number, least: number, whole: number): number {
  return Math.max(least, Math.min(wanted, whole - least));
}

function kindOf(width: number, height: number, preview: Nav['preview']): Split['kind'] {
  if (preview === 'off') return 'none';
  if (preview === 'right' && width >= 100) return 'right';
  if (preview === 'below' && height >= 16) return 'below';
  if (width >= SIDE_FROM) return 'right';
  return height >= BELOW_FROM ? 'below' : 'none';
}
