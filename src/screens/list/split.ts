import type {Nav} from '../../state/navigation.ts';

export type Split = {
  /** `none`: the list has the whole body, and a ticket opens as a screen of its own. */
  readonly kind: 'right' | 'below' | 'none';
  readonly list: {readonly width: number; readonly height: number};
  readonly detail: {readonly width: number; readonly height: number};
};

const SIDE_FROM = 120;
const BELOW_FROM = 34;

/** How list and detail share the body of the screen. */
export function splitBody(width: number, height: number, preview: Nav['preview']): Split {
  const kind = kindOf(width, height, preview);
  if (kind === 'right') {
    const list = Math.floor(width / 2);
    return {kind, list: {width: list, height}, detail: {width: width - list, height}};
  }
  if (kind === 'below') {
    const list = Math.max(5, Math.floor(height * 0.4));
    return {kind, list: {width, height: list}, detail: {width, height: height - list}};
  }
  return {kind, list: {width, height}, detail: {width, height}};
}

function kindOf(width: number, height: number, preview: Nav['preview']): Split['kind'] {
  if (preview === 'off') return 'none';
  if (preview === 'right' && width >= 100) return 'right';
  if (preview === 'below' && height >= 16) return 'below';
  if (width >= SIDE_FROM) return 'right';
  return height >= BELOW_FROM ? 'below' : 'none';
}
