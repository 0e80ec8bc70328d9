import type {KeyActions} from '../../hooks/keys.tsx';
import {keepShare} from '../../state/kept-share.ts';
import type {Store} from '../../store/store.ts';
import type {Guide} from '../ui.ts';
import {nextShare, type Split} from './split.ts';

/** Moving the border between list and detail pane; where it was put is known at the next start. */
export function splitActions(ui: Guide, store: Pick<Store, 'meta' | 'setMeta'>, split: Split): KeyActions {
  const move = (by: 1 | -1) => ({
    run: () => {
      ui.go({type: 'share', share: nextShare(split, by)});
      keepShare(store, ui.nav.get().share);
    },
    disabled: split.kind === 'none' ? 'There is one pane only.' : undefined,
  });
  return {'split.more': move(1), 'split.less': move(-1)};
}
