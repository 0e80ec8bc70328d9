import {useValue} from '../../hooks/useValue.ts';
import type {SignInField} from '../../state/navigation.ts';
import {KeepStep} from './KeepStep.tsx';
import {SignInForm} from './SignInForm.tsx';
import type {SizedProps} from './WelcomeScreen.tsx';

export type SignInScreenProps = SizedProps & {
  readonly step: 'form' | 'keep';
  /** The field that hears the keys. */
  readonly field: SignInField;
};

/** Signing in: who and where, tried once, then where to keep it. */
export function SignInScreen({step, field, ...size}: SignInScreenProps) {
  const {signedIn} = useValue(size.ui.signIn);
  if (step === 'keep' && signedIn !== undefined) return <KeepStep {...size} signedIn={signedIn} />;
  return <SignInForm {...size} field={field} />;
}
