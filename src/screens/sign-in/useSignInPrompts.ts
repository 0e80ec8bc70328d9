import {useEffect} from 'react';
import {ApiError, NotSignedInError, type AppError} from '../../errors.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import {useSyncStatus} from '../../hooks/useSyncStatus.ts';
import type {SyncStatus} from '../../sync/contracts.ts';
import type {Ui} from '../ui.ts';

/** Refusals that the sign-in screen has been shown for: it comes once for each, and not over what is being written. */
const shown = new WeakSet<AppError>();

/** Brings up the sign-in screen where a credential is missing or refused, and the question for a passphrase. */
export function useSignInPrompts(ui: Pick<Ui, 'nav' | 'go' | 'signIn' | 'passphrase'>): void {
  const {account, accounts} = useServices();
  const {modal} = useValue(ui.nav);
  const question = useValue(ui.passphrase.question);
  // Of several accounts the banner says which one it is; the others go on.
  const isJoined = accounts.joined.length > 0;
  const status = useSyncStatus();
  const refusal = isJoined ? undefined : refusalOf(status);
  useEffect(() => {
    if (question === undefined || modal?.kind === 'passphrase') return;
    if (modal === undefined || question.isNew)
      ui.go({type: 'modal', modal: {kind: 'passphrase', below: modal}});
  }, [ui, question, modal]);
  useEffect(() => {
    if (refusal === undefined || modal !== undefined || shown.has(refusal)) return;
    shown.add(refusal);
    ui.signIn.open(account.profile, refusal);
  }, [ui, account, refusal, modal]);
}

/** What a new credential would mend; a wrong passphrase or a broken credential_command is something else. */
function refusalOf({state, error}: SyncStatus): AppError | undefined {
  if (state !== 'refused' || error === undefined) return undefined;
  const isRefused = error instanceof ApiError && error.kind === 'auth';
  return isRefused || error instanceof NotSignedInError ? error : undefined;
}
