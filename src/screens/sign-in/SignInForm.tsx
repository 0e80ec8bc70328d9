import {Box} from 'ink';
import {useMemo} from 'react';
import {line, type Field, type Line} from '../../components/lines.ts';
import {LineText, Pane} from '../../components/Pane.tsx';
import {useKeys} from '../../hooks/keys.tsx';
import {lineBuffer} from '../../state/line-buffer.ts';
import type {State} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {EnvironmentChoice, SignInForm as Form} from '../../state/sign-in-state.ts';
import type {SignInField} from '../../state/navigation.ts';
import type {Entrance, Guide, Sized} from '../ui.ts';
import {Menu, type MenuItem} from '../Menu.tsx';
import {ENVIRONMENTS, fieldLine, introLines, LABEL_WIDTH, labelLine, problemLines} from './sign-in-lines.ts';
import {useTextLine} from '../useTextLine.ts';

const CHOICES: readonly MenuItem<EnvironmentChoice>[] = (['production', 'sandbox', 'other'] as const).map(
  (value) => ({value, spans: [ENVIRONMENTS[value]]}),
);

/** Client id and secret, where they belong and what to call the profile. The secret is never shown. */
export function SignInForm({
  ui,
  width,
  height,
  field,
}: Sized<Guide & Entrance> & {readonly field: SignInField}) {
  const form = useValue(ui.signIn);
  const isBusy = form.busy !== undefined;
  const fields = ui.signIn.fields();
  const go = (next: SignInField) =>
    ui.go({type: 'modal', modal: {kind: 'signin', step: 'form', field: next}});
  const close = () => {
    ui.signIn.close();
    ui.go({type: 'modal', modal: undefined});
  };
  const submit = () => void ui.signIn.submit();
  const next = (from: SignInField) => {
    // Asked for anew: another environment may have changed them.
    const all = ui.signIn.fields();
    const after = all[all.indexOf(from) + 1];
    if (after === undefined) submit();
    else go(after);
  };
  const previous = () => go(fields[fields.indexOf(field) - 1] ?? field);
  useKeys('signin', {
    'signin.next': () => next(field),
    'signin.previous': previous,
    'signin.try': submit,
    'signin.close': close,
  });
  const isMenu = field === 'environment';
  const buffer = useMemo(() => lineBuffer(fieldText(ui, field)), [ui, field]);
  const typing = useTextLine('field', buffer, {isOpen: !isBusy && !isMenu});
  const inner = width - 2;
  const rows = isMenu ? CHOICES.length : 1;
  const problem = problemLines(form, inner);
  const whole = introLines(form, inner, height);
  // What went wrong is worth more than the fields that do not hear the keys.
  const isTight = form.problem.length > 0 && whole.length + fields.length + problem.length >= height - 2;
  const intro = isTight ? [] : whole;
  const position = fields.indexOf(field);
  const before = isTight ? [] : fields.slice(0, position).map((name) => fieldLine(form, name, inner));
  const after = isTight ? [] : fields.slice(position + 1).map((name) => fieldLine(form, name, inner));
  const at = intro.length + before.length;
  const here = isMenu ? CHOICES.map(() => line()) : [lineOf(field, typing)];
  const node = (
    <EnvironmentField
      ui={ui}
      form={form}
      width={inner}
      onChosen={() => next('environment')}
      onClose={close}
    />
  );
  return (
    <Pane
      width={width}
      height={height}
      title="Sign in"
      foot={
        isBusy
          ? 'one attempt, please wait'
          : `${ui.keyFor('signin.try')} signs in, ${ui.keyFor('signin.close')} not now`
      }
      lines={[...intro, ...before, ...here, ...after, ...(isTight ? [] : [line()]), ...problem]}
      focused
      inset={isMenu ? {at, rows, node} : undefined}
    />
  );
}

type EnvironmentFieldProps = {
  readonly ui: Entrance;
  readonly form: Form;
  readonly width: number;
  readonly onChosen: () => void;
  readonly onClose: () => void;
};

function EnvironmentField({ui, form, width, onChosen, onClose}: EnvironmentFieldProps) {
  const choose = (environment: EnvironmentChoice) => {
    ui.signIn.change({environment, problem: []});
    onChosen();
  };
  return (
    <Box height={CHOICES.length}>
      <Box width={LABEL_WIDTH} flexShrink={0}>
        <LineText width={LABEL_WIDTH} line={labelLine('environment')} />
      </Box>
      <Menu
        items={CHOICES}
        width={Math.max(10, width - LABEL_WIDTH)}
        height={CHOICES.length}
        initial={form.environment}
        onChoose={choose}
        actions={{back: onClose}}
      />
    </Box>
  );
}

function lineOf(field: SignInField, typing: Field): Line {
  return {...labelLine(field), field: field === 'secret' ? {...typing, mask: '*'} : typing};
}

/** What is typed into a field, as a text of its own. */
function fieldText({signIn}: Entrance, field: SignInField): State<string> {
  const get = () => signIn.get()[field];
  return {
    get,
    set(next) {
      const text = typeof next === 'function' ? next(get()) : next;
      if (field !== 'environment' && text !== get()) signIn.change({[field]: text, problem: []});
    },
    subscribe: signIn.subscribe,
  };
}
