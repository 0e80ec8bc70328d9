import {Box} from 'ink';
import TextInput from 'ink-text-input';
import {useMemo} from 'react';
import {line, span} from '../../components/lines.ts';
import {LineText} from '../../components/Pane.tsx';
import {useKeyDispatcher, useKeys} from '../../hooks/keys.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {Modal} from '../../state/navigation.ts';
import type {PassphraseQuestion} from '../../secrets/age.ts';
import {newPassphraseProblem} from '../../domain/new-passphrase.ts';
import {textWidth} from '../../text/width.ts';
import type {Ui} from '../ui.ts';
import {oneLine} from './one-line.ts';

/** Words above, field below. */
export const PASSPHRASE_ROWS = 2;

export type PassphraseLineProps = {
  readonly ui: Ui;
  readonly width: number;
  readonly below: Modal | undefined;
};

type Typed = {
  readonly text: string;
  readonly first: string | undefined;
  readonly problem: string;
  readonly pastes: number;
};

const NOTHING: Typed = {text: '', first: undefined, problem: '', pastes: 0};

/** The question for the passphrase of an age file, under what the store knows meanwhile. A new one is typed twice. */
export function PassphraseLine({ui, width, below}: PassphraseLineProps) {
  const question = useValue(ui.passphrase.question);
  const state = useMemo(() => createState(NOTHING), []);
  const {text, first, problem, pastes} = useValue(state);
  const answer = (passphrase: string | undefined) => {
    state.set(NOTHING);
    ui.go({type: 'modal', modal: below});
    ui.passphrase.answer(passphrase);
  };
  const accept = () => {
    const now = state.get();
    if (now.text === '') return;
    if (question?.isNew !== true) return answer(now.text);
    const next = nextOfNew(now);
    if (next === 'done') return answer(now.text);
    state.set(next);
  };
  const onPaste = (pasted: string) =>
    state.set((now) => ({...now, text: now.text + oneLine(pasted), problem: '', pastes: now.pastes + 1}));
  useKeys('prompt', {'prompt.accept': accept, 'prompt.close': () => answer(undefined)}, {onPaste});
  useKeys('field', {}, {toInk: true});
  const {hears} = useKeyDispatcher();
  const label = first === undefined ? ' Passphrase: ' : ' Once more: ';
  return (
    <Box flexDirection="column" width={width} height={PASSPHRASE_ROWS}>
      <LineText
        width={width}
        line={line(
          span(` ${problem === '' ? wordsOf(question) : problem}`, problem === '' ? 'normal' : 'danger'),
        )}
      />
      <Box width={width} height={1} overflow="hidden">
        <LineText width={textWidth(label)} line={line(span(label, 'strong'))} />
        <TextInput
          focus={hears('field')}
          key={`${pastes} ${first ?? ''}`}
          value={text}
          mask="*"
          onChange={(value) => state.set((now) => ({...now, text: value, problem: ''}))}
        />
      </Box>
    </Box>
  );
}

/** Typed twice, and long enough, or with the reason why not. */
function nextOfNew({text, first, pastes}: Typed): Typed | 'done' {
  const problem = newPassphraseProblem(text);
  if (problem !== undefined) return {...NOTHING, problem, pastes: pastes + 1};
  if (first === undefined) return {...NOTHING, first: text};
  return text === first
    ? 'done'
    : {...NOTHING, problem: 'The two differ; type it again.', pastes: pastes + 1};
}

function wordsOf(question: PassphraseQuestion | undefined): string {
  const profile = question?.profile ?? '';
  if (question?.isNew === true)
    return `A new passphrase for the secret of "${profile}": it is needed at each start.`;
  if (question?.isWrong === true) return `That does not open the secret of "${profile}". Try again.`;
  return `The secret of "${profile}" is in a file with a passphrase.`;
}
