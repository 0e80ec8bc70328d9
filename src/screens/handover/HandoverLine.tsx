import {useMemo} from 'react';
import {useServices} from '../../hooks/useServices.tsx';
import {createState, type State} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {joinParts, type HandoverEntry, type HandoverFormat} from '../../domain/handover-text.ts';
import {nextStepOf, setNextStep} from '../../store/next-steps.ts';
import {formatStamp} from '../../text/time/dates.ts';
import {tellUser, type Guide} from '../ui.ts';
import {InputLine} from '../InputLine.tsx';

export type HandoverLineProps = {
  readonly ui: Guide;
  readonly width: number;
  readonly entry: HandoverEntry | undefined;
  readonly parts: readonly string[];
  readonly format: HandoverFormat;
};

/** The next step of a ticket, or the name of the file, being typed. */
export function HandoverLine({ui, width, entry, parts, format}: HandoverLineProps) {
  const {modal} = useValue(ui.nav);
  const close = () => ui.go({type: 'modal', modal: undefined});
  if (modal?.kind !== 'line') return null;
  if (modal.purpose === 'file')
    return <FileLine ui={ui} width={width} text={joinParts(parts)} format={format} close={close} />;
  return entry === undefined ? null : (
    <StepLine key={entry.id} ui={ui} width={width} entry={entry} close={close} />
  );
}

type StepLineProps = {
  readonly ui: Guide;
  readonly width: number;
  readonly entry: HandoverEntry;
  readonly close: () => void;
};

/** Each letter is kept at once: a lost connection loses none. Esc brings back what was there before. */
function StepLine({ui, width, entry, close}: StepLineProps) {
  const {store, clock} = useServices();
  const {id} = entry;
  const {text, before} = useMemo(() => {
    const known = nextStepOf(store, id) ?? '';
    return {
      text: keptText(known, (step) => setNextStep(store, id, step, clock.now()), ui.fail),
      before: known,
    };
  }, [store, clock, id, ui]);
  const cancel = () => {
    text.set(before);
    close();
  };
  return (
    <InputLine width={width} label={` Next step of ${id}:`} text={text} onAccept={close} onCancel={cancel} />
  );
}

function keptText(
  known: string,
  keep: (text: string) => void,
  fail: (error: unknown) => void,
): State<string> {
  const text = createState(known);
  text.subscribe(() => {
    try {
      keep(text.get());
    } catch (error) {
      fail(error);
    }
  });
  return text;
}

type FileLineProps = {
  readonly ui: Guide;
  readonly width: number;
  readonly text: string;
  readonly format: HandoverFormat;
  readonly close: () => void;
};

function FileLine({ui, width, text, format, close}: FileLineProps) {
  const {clock, platform} = useServices();
  const name = useMemo(() => createState(fileName(clock.now(), format)), [clock, format]);
  const save = () => {
    platform.saveText(name.get().trim(), text).then((path) => {
      close();
      tellUser(ui, `Saved in ${path}.`);
    }, ui.fail);
  };
  return <InputLine width={width} label=" Save as:" text={name} onAccept={save} onCancel={close} />;
}

function fileName(now: number, format: HandoverFormat): string {
  const [date = '', time = ''] = formatStamp(now, 'local').split(' ');
  return `handover-${date}-${time.replace(':', '')}.${format === 'md' ? 'md' : 'txt'}`;
}
