import {ApiError, errorRows, type AppError} from '../errors.ts';
import type {NavAction, SignInField} from './navigation.ts';
import type {SessionTarget} from './services.ts';
import type {StoreKind} from '../secrets/secret.ts';
import type {AnswerProblem, Place, SignedIn, SignIn, SignInAnswer, SignInStart} from '../sync/sign-in.ts';
import {createState, type State} from './state.ts';

export type EnvironmentChoice = 'production' | 'sandbox' | 'other';

export type SignInForm = {
  /** Undefined while it is being read. */
  readonly start: SignInStart | undefined;
  readonly environment: EnvironmentChoice;
  readonly url: string;
  readonly profile: string;
  readonly clientId: string;
  readonly secret: string;
  readonly busy: 'trying' | 'keeping' | undefined;
  /** What went wrong, a sentence each. */
  readonly problem: readonly string[];
  readonly signedIn: SignedIn | undefined;
  readonly places: readonly Place[];
};

/** The sign-in screen's state. It lives outside React and outlasts the question for a passphrase that may cover it. */
export type SignInState = State<SignInForm> & {
  /** Begins anew for a profile; an empty name is for one that the user will give. `why` is what made it necessary. */
  readonly open: (profile: string, why?: AppError) => void;
  readonly change: (change: Partial<SignInForm>) => void;
  /** The fields there are to fill in, in their order. */
  readonly fields: () => readonly SignInField[];
  /** Tries what was typed, once. */
  readonly submit: () => Promise<void>;
  readonly keep: (where: StoreKind) => Promise<void>;
  /** Forgets everything that was typed. */
  readonly close: () => void;
};

export type SignInStateDeps = {
  readonly signIn: SignIn;
  readonly go: (action: NavAction) => void;
  readonly switchTo: (target: SessionTarget) => void;
};

const EMPTY: SignInForm = {
  start: undefined,
  environment: 'production',
  url: '',
  profile: '',
  clientId: '',
  secret: '',
  busy: undefined,
  problem: [],
  signedIn: undefined,
  places: [],
};

/** See {@link SignInState}. */
export function createSignInState(deps: SignInStateDeps): SignInState {
  const {signIn, go, switchTo} = deps;
  const form = createState(EMPTY);
  const change = (part: Partial<SignInForm>) => form.set((now) => ({...now, ...part}));
  const focus = (field: SignInField) => go({type: 'modal', modal: {kind: 'signin', step: 'form', field}});
  const {begin, during} = createTurns(form);
  const submit = createSubmit({...deps, form, change, focus});
  return {
    ...form,
    change,
    fields: () => fieldsOf(form.get()),
    open(profile, why) {
      const isOpen = begin({profile, problem: why === undefined ? [] : errorRows(why)});
      focus(profile === '' ? 'profile' : 'clientId');
      signIn.begin(profile === '' ? undefined : profile).then(
        (start) => {
          if (isOpen()) change({start, ...startValues(start, form.get(), signIn)});
        },
        (error: unknown) => {
          if (isOpen()) change({problem: errorRows(error)});
        },
      );
    },
    submit: () =>
      during('trying', submit, (error) => {
        // Another attempt takes another answer.
        if (!isRefusal(error)) return;
        change({secret: ''});
        focus('secret');
      }),
    keep: (where) =>
      during('keeping', async (isOpen) => {
        const {signedIn, start} = form.get();
        if (signedIn === undefined) return;
        await signIn.keep(signedIn, where);
        if (!isOpen()) return;
        const {profile, endpoint} = signedIn;
        const isTyped = where === 'memory' || start?.before !== undefined;
        begin({});
        switchTo({kind: 'profile', profile, ...(isTyped ? {typed: {endpoint}} : {})});
      }),
    close: () => void begin({}),
  };
}

type SubmitDeps = Pick<SignInStateDeps, 'signIn' | 'go'> & {
  readonly form: State<SignInForm>;
  readonly change: (part: Partial<SignInForm>) => void;
  readonly focus: (field: SignInField) => void;
};

/** One attempt with what the form holds, after everything that can be said without one. */
function createSubmit({signIn, go, form, change, focus}: SubmitDeps) {
  return async (isOpen: () => boolean): Promise<void> => {
    const answer = answerOf(form.get(), signIn);
    const problem = signIn.problemOf(answer);
    if (problem !== undefined) {
      focus(FIELDS[problem.field]);
      return change({problem: [problem.words]});
    }
    const start = await signIn.begin(answer.profile);
    const {endpoint, endpointFrom} = start;
    if (endpointFrom !== undefined && endpoint !== answer.endpoint) {
      const words = `${endpointFrom} decides where this profile goes: ${endpoint}.`;
      return change({start, ...environmentOf(endpoint, signIn), problem: [words]});
    }
    const signedIn = await signIn.attempt(answer);
    const places = await signIn.places(signedIn);
    if (!isOpen()) return;
    change({start, signedIn, places, secret: ''});
    go({type: 'modal', modal: {kind: 'signin', step: 'keep', field: 'secret'}});
  };
}

type Turns = {
  /** Begins a form anew; tells later whether it is still the one on screen. */
  readonly begin: (form: Partial<SignInForm>) => () => boolean;
  /** Does one thing at a time; a result for a form that was closed meanwhile is dropped. */
  readonly during: (
    busy: 'trying' | 'keeping',
    work: (isOpen: () => boolean) => Promise<void>,
    failed?: (error: unknown) => void,
  ) => Promise<void>;
};

function createTurns(form: State<SignInForm>): Turns {
  let opened = 0;
  const change = (part: Partial<SignInForm>) => form.set((now) => ({...now, ...part}));
  const turn = () => {
    const mine = opened;
    return () => mine === opened;
  };
  return {
    begin(start) {
      opened += 1;
      form.set({...EMPTY, ...start});
      return turn();
    },
    async during(busy, work, failed) {
      if (form.get().busy !== undefined) return;
      const isOpen = turn();
      change({busy, problem: []});
      try {
        await work(isOpen);
      } catch (error) {
        if (!isOpen()) return;
        change({problem: errorRows(error)});
        failed?.(error);
      } finally {
        if (isOpen()) change({busy: undefined});
      }
    },
  };
}

const FIELDS: Readonly<Record<AnswerProblem['field'], SignInField>> = {
  endpoint: 'url',
  profile: 'profile',
  clientId: 'clientId',
  clientSecret: 'secret',
};

function answerOf({environment, url, profile, clientId, secret}: SignInForm, signIn: SignIn): SignInAnswer {
  const endpoint = environment === 'other' ? url.trim() : signIn.environments[environment];
  return {profile, endpoint, clientId, clientSecret: secret};
}

function fieldsOf({start, environment}: SignInForm): readonly SignInField[] {
  const where: readonly SignInField[] = environment === 'other' ? ['environment', 'url'] : ['environment'];
  return [...(start?.endpointFrom === undefined ? where : []), 'profile', 'clientId', 'secret'];
}

/** What was typed while the start was being read stays. */
function startValues(start: SignInStart, form: SignInForm, signIn: SignIn): Partial<SignInForm> {
  return {
    ...environmentOf(start.endpoint, signIn),
    clientId: form.clientId === '' ? (start.clientId ?? '') : form.clientId,
  };
}

function environmentOf(endpoint: string, {environments}: SignIn): Pick<SignInForm, 'environment' | 'url'> {
  if (endpoint === environments.production) return {environment: 'production', url: ''};
  if (endpoint === environments.sandbox) return {environment: 'sandbox', url: ''};
  return {environment: 'other', url: endpoint};
}

function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && error.kind === 'auth';
}
