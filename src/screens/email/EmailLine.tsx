import {useMemo} from 'react';
import type {Line} from '../../components/lines.ts';
import {createState, partOf, type State} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import type {Ui} from '../ui.ts';
import {InputLine} from '../InputLine.tsx';
import type {EmailReading} from './email-lines.ts';
import {matchingLines} from './find-in-lines.ts';

export type EmailLineProps = {
  readonly ui: Ui;
  readonly width: number;
  readonly state: State<EmailReading>;
  readonly top: State<number>;
  readonly lines: readonly Line[];
  readonly links: readonly string[];
};

/** What to search for, or the number of a link to open, below an e-mail. */
export function EmailLine({ui, width, state, top, lines, links}: EmailLineProps) {
  const {modal} = useValue(ui.nav);
  const number = useMemo(() => createState(''), []);
  const find = useMemo(
    () =>
      partOf(
        state,
        (now) => now.find,
        (now, words) => ({...now, find: words}),
      ),
    [state],
  );
  const close = () => ui.go({type: 'modal', modal: undefined});
  if (modal?.kind !== 'line') return null;
  if (modal.purpose === 'link') {
    const open = () => {
      const link = links[Number(number.get().trim()) - 1];
      close();
      if (link !== undefined) return ui.browse(link);
      const words = `There is no link ${number.get()}; they are numbered 1 to ${links.length}.`;
      return ui.go({type: 'notice', notice: {tone: 'error', words}});
    };
    return (
      <InputLine
        width={width}
        label={` Link 1 to ${links.length}:`}
        text={number}
        onAccept={open}
        onCancel={close}
      />
    );
  }
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
