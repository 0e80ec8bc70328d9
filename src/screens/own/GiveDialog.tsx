import {useMemo, useState} from 'react';
import {memberNameProblem} from '../../domain/desk-op.ts';
import {inputLine} from '../../components/input-line.ts';
import {line, span} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {useStored} from '../../hooks/useStored.ts';
import {useValue} from '../../hooks/useValue.ts';
import {createAskTwice} from '../../state/ask-twice.ts';
import {createPicker} from '../../state/picker-state.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {padEnd} from '../../text/width.ts';
import {tellUser, type Guide, type Sized} from '../ui.ts';
import {shownLines} from '../pointed-lines.ts';
import {usePicker} from '../usePicker.ts';

/** Stands for giving them back; no member is called so. */
const BACK = 'give them back';
const BACK_WORDS = 'Nobody: give them back';

/** The end of the shift: all that is mine goes back, or over to somebody. */
export function GiveDialog({ui, width, height}: Sized<Guide>) {
  const {store, clock} = useServices();
  const picker = useMemo(() => createPicker(), []);
  const [asks] = useState(() => createAskTwice());
  useValue(picker.buffer);
  const ids = useStored([], () => store.claimedBy(store.me()));
  const names = useStored([], () => store.memberNames());
  const typed = picker.text().trim();
  const rows = Math.max(1, height - 5);
  const close = () => ui.go({type: 'modal', modal: undefined});
  const give = (name: string) => {
    const problem = name === BACK ? undefined : memberNameProblem(name);
    if (problem !== undefined) return tellUser(ui, problem, 'error');
    const isKnown = name === BACK || names.some((known) => known === name);
    const doubt = isKnown
      ? undefined
      : `Nobody called "${name}" is known here. Enter again gives them all the same.`;
    if (!asks.goesOn(doubt)) return tellUser(ui, doubt ?? '', 'error');
    const deed = name === BACK ? 'release' : {to: toSafeLine(name)};
    for (const id of ids) store.claim(id, deed, clock.now());
    close();
    tellUser(ui, `${ids.length} given ${name === BACK ? 'back' : `to ${name}`}.`);
  };
  const list = usePicker(picker, {
    entries: typed === '' ? [BACK, ...names] : [],
    keyOf: (entry) => entry,
    page: rows,
    onChoose: (entry) => give(typed === '' ? (entry ?? BACK) : typed),
    onClose: close,
  });
  return (
    <Pane
      width={width}
      height={height}
      title={`You have ${ids.length}: ${ids.join(', ')}`}
      foot="Enter does it, Esc leaves them with you"
      focused
      lines={[
        inputLine(span(' To whom: ', 'strong'), {...list.field, placeholder: 'type a name, or choose'}),
        line(),
        ...shownLines(list, rows, (entry, selected) => ({
          spans: [{text: padEnd(`  ${entry === BACK ? BACK_WORDS : entry}`, width - 4)}],
          selected,
        })),
      ]}
    />
  );
}
