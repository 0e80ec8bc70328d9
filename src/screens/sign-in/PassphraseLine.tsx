import {Box} from 'ink';
import {useMemo} from 'react';
import {inputLine} from '../../components/input-line.ts';
import {line, span} from '../../components/lines.ts';
import {LineText} from '../../components/Pane.tsx';
import {useKeys} from '../../hooks/keys.tsx';
import {lineBuffer} from '../../state/line-buffer.ts';
import {createState, partOf} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {Modal} from '../../state/navigation.ts';
import type {PassphraseQuestion} from '../../secrets/age.ts';
import {newPassphraseProblem} from '../../domain/new-passphrase.ts';
import type {Entrance, Guide} from '../ui.ts';
import {useTextLine} from '../useTextLine.ts';

/** Words above, field below. */
export const PASSPHRASE_ROWS = 2;

export type PassphraseLineProps = {
  readonly ui: Guide & Entrance;
  readonly width: number;
  readonly below: Modal | undefined;
};

type Typed = {
  readonly text: string;
  readonly first: string | undefined;
  readonly problem: string;
};

const NOTHING: Typed = {text: '', first: undefined, problem: ''};

/** The question for the passphrase of an age file, under what the store knows meanwhile. A new one is typed twice. */
export function PassphraseLine({ui, width, below}: PassphraseLineProps) {
  const question = useValue(ui.passphrase.question);
  const state = useMemo(() => createState(NOTHING), []);
  const {first, problem} = useValue(state);
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
  useKeys('prompt', {'prompt.accept': accept, 'prompt.close': () => answer(undefined)});
  const buffer = useMemo(
    () =>
      lineBuffer(
        partOf(
          state,
          (now) => now.text,
          (now, text) => ({...now, text, problem: ''}),
        ),
      ),
    [state],
  );
  const field = useTextLine('field', buffer);
  const label = first === undefined ? ' Passphrase: ' : ' Once more: ';
  return (
    <Box flexDirection="column" width={width} height={PASSPHRASE_ROWS}>
      <LineText
        width={width}
        line={line(
          span(` ${problem === '' ? messageOf(question) : problem}`, problem === '' ? 'normal' : 'danger'),
        )}
      />
      <LineText width={width} line={inputLine(span(label, 'strong'), {...field, mask: '*'})} />
    </Box>
  );
}

/** Typed twice, and long enough, or with the reason why not. */
function nextOfNew({text, first}: Typed): Typed | 'done' {
  const problem = newPassphraseProblem(text);
  if (problem !== undefined) return {...NOTHING, problem};
  if (first === undefined) return {...NOTHING, first: text};
  return text === first ? 'done' : {...NOTHING, problem: 'The two differ; type it again.'};
}

function messageOf(question: PassphraseQuestion | undefined): string {
  const profile = question?.profile ?? '';
  if (question?.isNew === true)
    return `A new passphrase for the secret of "${profile}": it is needed at each start.`;
  if (question?.isWrong === true) return `That does not open the secret of "${profile}". Try again.`;
  return `The secret of "${profile}" is in a file with a passphrase.`;
}
