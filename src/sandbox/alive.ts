import type {World} from './world.ts';
import type {ChangeContext} from './changes.ts';

export function createAlive(_: ChangeContext & {readonly world: World}): () => void {
  return () => {};
}
