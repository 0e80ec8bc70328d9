import {useMemo} from 'react';
import {line, span, type Line, insetWords} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useValue} from '../../hooks/useValue.ts';
import type {SignInForm} from '../../state/sign-in-state.ts';
import type {StoreKind} from '../../secrets/secret.ts';
import type {Place, SignedIn} from '../../sync/sign-in.ts';
import {Menu, type MenuItem} from '../Menu.tsx';
import type {Entrance, Guide, Sized} from '../ui.ts';

const PLACE_NAMES: Readonly<Record<StoreKind, string>> = {
  keychain: 'Keychain',
  age: 'File with a passphrase',
  memory: 'Memory only',
};

const PLACE_WORDS: Readonly<Partial<Record<StoreKind, string>>> = {
  age: 'asked for at each start; the age tool opens it too',
  memory: 'until casedeck ends; it asks again at the next start',
};

/** Accepted: whose account it is, and where to keep the secret. */
export function KeepStep({
  ui,
  width,
  height,
  signedIn,
}: Sized<Guide & Entrance> & {readonly signedIn: SignedIn}) {
  const form = useValue(ui.signIn);
  const inner = width - 4;
  const items = useMemo(() => form.places.filter((place) => place.usable).map(itemOf), [form.places]);
  const head = headLines(form, signedIn, inner, height);
  const rows = Math.max(1, Math.min(items.length, height - 2 - head.length));
  const gap = Array.from({length: rows}, () => line());
  const close = () => {
    ui.signIn.close();
    ui.go({type: 'modal', modal: undefined});
  };
  return (
    <Pane
      width={width}
      height={height}
      title="Signed in: where to keep it?"
      foot="Esc keeps nothing and changes nothing"
      lines={[...head, ...gap, line(), ...footLines(form, inner)]}
      focused
      inset={{
        at: head.length,
        rows,
        node: (
          <Menu
            items={items}
            width={width - 2}
            height={rows}
            onChoose={(where) => void ui.signIn.keep(where)}
            actions={{back: close}}
          />
        ),
      }}
    />
  );
}

function itemOf({kind, message: words}: Place): MenuItem<StoreKind> {
  return {value: kind, spans: [PLACE_NAMES[kind], span(`  ${PLACE_WORDS[kind] ?? words}`, 'dim')]};
}

function headLines({start}: SignInForm, signedIn: SignedIn, width: number, height: number): readonly Line[] {
  const {account, profile, endpoint} = signedIn;
  const who =
    account === undefined
      ? 'The service accepted it, and did not say whose account it is.'
      : `The service accepted it: ${account}.`;
  const first = line(span(` ${who}`, 'strong'));
  if (height < 14) return [first];
  const before =
    start?.before === undefined
      ? []
      : insetWords(
          `${start.before} comes first at the next start; unset it to use what is kept here.`,
          width,
          'warning',
        );
  return [line(), first, line(span(` Profile ${profile}, ${endpoint}`, 'dim')), ...before, line()];
}

function footLines({busy, problem, places}: SignInForm, width: number): readonly Line[] {
  if (busy === 'keeping') return [line(span(' Keeping it…', 'strong'))];
  const wrong = problem.flatMap((text, index) => insetWords(text, width, index === 0 ? 'danger' : 'normal'));
  const unusable = places
    .filter((place) => !place.usable)
    .flatMap(({kind, message}) =>
      insetWords(`${PLACE_NAMES[kind]} cannot be used here: ${message}.`, width, 'dim'),
    );
  return [...wrong, ...unusable];
}
