import {holderText} from '../../domain/others.ts';
import type {KeyAction} from '../../hooks/keys.tsx';
import type {Services} from '../../state/services.ts';
import type {Ui} from '../ui.ts';

/** Takes a ticket, or gives it back. Where another has it, that is said, and the key once more takes it from them. */
export function claimAction(
  ui: Pick<Ui, 'go'>,
  {store, clock}: Pick<Services, 'clock' | 'store'>,
  ticketId: string,
): KeyAction {
  const claims = store.claimsOf(ticketId);
  const isMine = claims.some(({by}) => by === store.me());
  const [first] = claims;
  const does = (deed: 'claim' | 'takeover' | 'release', words: string) => () => {
    store.claim(ticketId, deed, clock.now());
    ui.go({type: 'notice', notice: {tone: 'info', message: words}});
  };
  if (isMine) return does('release', `You gave ${ticketId} back.`);
  if (first === undefined) return does('claim', `You have ${ticketId}.`);
  return {
    run: does('takeover', `You have ${ticketId}, taken from ${first.by}.`),
    disabled: `${holderText(first)}.`,
    anyway: `takes it from ${first.by}`,
  };
}
