import type {Line} from '../components/lines.ts';
import type {State} from '../state/state.ts';
import {matchingLines} from './find-in-lines.ts';
import {InputLine} from './InputLine.tsx';
import type {Guide} from './ui.ts';

export type FindLineProps = {
  readonly ui: Guide;
  readonly width: number;
  readonly find: State<string>;
  readonly top: State<number>;
  readonly lines: readonly Line[];
};

/** What to search for, below a text. */
export function FindLine({ui, width, find, top, lines}: FindLineProps) {
  const close = () => ui.go({type: 'modal', modal: undefined});
  const accept = () => {
    const [first] = matchingLines(lines, find.get());
    if (first !== undefined) top.set(first);
    close();
  };
  const cancel = () => {
    find.set('');
    close();
  };
  return <InputLine width={width} label=" /" text={find} onAccept={accept} onCancel={cancel} />;
}
