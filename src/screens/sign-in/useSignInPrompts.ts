import {useEffect, useRef} from 'react';
import {ApiError, NotSignedInError, type AppError} from '../../errors.ts';
import {useKeyDispatcher, type KeyDispatcher} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {useSyncStatus} from '../../hooks/useSyncStatus.ts';
import type {SyncStatus} from '../../sync/contracts.ts';
import type {Entrance, Guide} from '../ui.ts';

/** Brings up the sign-in screen where a credential is missing or refused, and the question for a passphrase. */
export function useSignInPrompts(ui: Guide & Entrance): void {
  const {account, accounts} = useServices();
  const {modal} = useValue(ui.nav);
  const question = useValue(ui.passphrase.question);
  // Of several accounts the banner says which one it is; the others go on.
  const isJoined = accounts.joined.length > 0;
  const status = useSyncStatus();
  const refusal = isJoined ? undefined : refusalOf(status);
  const keys = useKeyDispatcher();
  // Refusals for which the sign-in screen was shown: it is shown once for each, and not while the user writes.
  const shown = useRef(new WeakSet<AppError>());
  useEffect(() => {
    if (question === undefined || modal?.kind === 'passphrase') return;
    const open = () => ui.go({type: 'modal', modal: {kind: 'passphrase', below: modal}});
    if (question.isNew) return open();
    if (modal !== undefined) return;
    if (question.isWrong || keys.heard() === 0) return open();
    return afterTyping(keys, open);
  }, [ui, keys, question, modal]);
  useEffect(() => {
    if (refusal === undefined || modal !== undefined || shown.current.has(refusal)) return;
    shown.current.add(refusal);
    ui.signIn.open(account.profile, refusal);
  }, [ui, account, refusal, modal]);
}

/** Without a key for so long, a hand rests. */
const REST_MS = 1000;

/**
 * Only when the user has stopped typing and writes no line: keys for something else must not become part of a
 * passphrase.
 */
function afterTyping(keys: Pick<KeyDispatcher, 'heard' | 'isWriting'>, open: () => void): () => void {
  let before = keys.heard();
  const timer = setInterval(() => {
    const heard = keys.heard();
    if (heard === before && !keys.isWriting()) return open();
    before = heard;
  }, REST_MS);
  return () => clearInterval(timer);
}

/** What a new credential would mend; a wrong passphrase or a broken credential_command is something else. */
function refusalOf({state, error}: SyncStatus): AppError | undefined {
  if (state !== 'refused' || error === undefined) return undefined;
  const isRefused = error instanceof ApiError && error.kind === 'auth';
  return isRefused || error instanceof NotSignedInError ? error : undefined;
}
