import {Box} from 'ink';
import TextInput from 'ink-text-input';
import {useMemo, type ReactNode} from 'react';
import {LineText, Pane} from '../../components/Pane.tsx';
import {useKeyDispatcher, useKeys} from '../../hooks/keys.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {EnvironmentChoice, SignInForm as Form} from '../../state/sign-in-state.ts';
import type {SignInField} from '../../state/navigation.ts';
import type {Ui} from '../ui.ts';
import {Menu, type MenuItem} from '../Menu.tsx';
import {fieldLine, introLines, LABEL_WIDTH, labelLine, problemLines} from './sign-in-lines.ts';
import {oneLine} from './one-line.ts';
import type {SizedProps} from './WelcomeScreen.tsx';

const ENVIRONMENTS: readonly MenuItem<EnvironmentChoice>[] = [
  {value: 'production', spans: ['Production']},
  {value: 'sandbox', spans: ['Sandbox of Equinix']},
  {value: 'other', spans: ['Another URL']},
];

/** Client id and secret, where they belong and what to call the profile. The secret is never shown. */
export function SignInForm({ui, width, height, field}: SizedProps & {readonly field: SignInField}) {
  const form = useValue(ui.signIn);
  const pastes = useMemo(() => createState(0), []);
  useValue(pastes);
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
  const type = (text: string) => ui.signIn.change({...valueChange(field, text), problem: []});
  const onPaste = (text: string) => {
    if (isBusy) return;
    type(valueOf(form, field) + oneLine(text));
    // The field begins anew, so that typing goes on behind what was pasted.
    pastes.set((count) => count + 1);
  };
  useKeys(
    'signin',
    {
      'signin.next': () => next(field),
      'signin.previous': previous,
      'signin.try': submit,
      'signin.close': close,
    },
    {onPaste},
  );
  useKeys('field', {}, {toInk: !isBusy});
  const inner = width - 2;
  const isMenu = field === 'environment';
  const rows = isMenu ? ENVIRONMENTS.length : 1;
  const problem = problemLines(form, inner);
  const whole = introLines(form, inner, height);
  // What went wrong is worth more than the fields that do not hear the keys.
  const isTight = form.problem.length > 0 && whole.length + fields.length + problem.length >= height - 2;
  const intro = isTight ? [] : whole;
  const position = fields.indexOf(field);
  const before = isTight ? [] : fields.slice(0, position).map((name) => fieldLine(form, name, inner));
  const after = isTight ? [] : fields.slice(position + 1).map((name) => fieldLine(form, name, inner));
  const at = intro.length + before.length;
  const gap = Array.from({length: rows}, () => ({spans: []}));
  const node = isMenu ? (
    <EnvironmentField
      ui={ui}
      form={form}
      width={inner}
      onChosen={() => next('environment')}
      onClose={close}
    />
  ) : (
    <TextField
      key={`${field} ${pastes.get()}`}
      form={form}
      field={field}
      width={inner}
      isBusy={isBusy}
      onChange={type}
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
      lines={[...intro, ...before, ...gap, ...after, ...(isTight ? [] : [{spans: []}]), ...problem]}
      focused
      inset={{at, rows, node}}
    />
  );
}

type EnvironmentFieldProps = {
  readonly ui: Ui;
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
    <Labelled name="environment" rows={ENVIRONMENTS.length}>
      <Menu
        items={ENVIRONMENTS}
        width={Math.max(10, width - LABEL_WIDTH)}
        height={ENVIRONMENTS.length}
        initial={form.environment}
        onChoose={choose}
        actions={{back: onClose}}
      />
    </Labelled>
  );
}

type TextFieldProps = {
  readonly form: Form;
  readonly field: SignInField;
  readonly width: number;
  readonly isBusy: boolean;
  readonly onChange: (text: string) => void;
};

function TextField({form, field, width, isBusy, onChange}: TextFieldProps) {
  const {hears} = useKeyDispatcher();
  const isSecret = field === 'secret';
  return (
    <Labelled name={field} rows={1}>
      <Box width={Math.max(4, width - LABEL_WIDTH)} height={1} overflow="hidden">
        <TextInput
          value={valueOf(form, field)}
          focus={!isBusy && hears('field')}
          onChange={onChange}
          {...(isSecret ? {mask: '*'} : {})}
        />
      </Box>
    </Labelled>
  );
}

function Labelled({
  name,
  rows,
  children,
}: {
  readonly name: SignInField;
  readonly rows: number;
  readonly children: ReactNode;
}) {
  return (
    <Box height={rows}>
      <Box width={LABEL_WIDTH} flexShrink={0}>
        <LineText width={LABEL_WIDTH} line={labelLine(name)} />
      </Box>
      {children}
    </Box>
  );
}

function valueOf(form: Form, field: SignInField): string {
  return form[field];
}

function valueChange(field: SignInField, text: string): Partial<Form> {
  return field === 'environment' ? {} : {[field]: text};
}
