import {useMemo} from 'react';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {FindLine, type FindLineProps} from '../FindLine.tsx';
import type {Ui} from '../ui.ts';
import {InputLine} from '../InputLine.tsx';

export type EmailLineProps = FindLineProps & {readonly ui: Ui; readonly links: readonly string[]};

/** What to search for, or the number of a link to open, below an e-mail. */
export function EmailLine({links, ...props}: EmailLineProps) {
  const {ui, width} = props;
  const {modal} = useValue(ui.nav);
  const number = useMemo(() => createState(''), []);
  if (modal?.kind !== 'line') return null;
  if (modal.purpose !== 'link') return <FindLine {...props} />;
  const close = () => ui.go({type: 'modal', modal: undefined});
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
