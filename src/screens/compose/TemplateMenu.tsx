import {firstLine} from '../../text/first-line.ts';
import {line, span, type Line, insetWords} from '../../components/lines.ts';
import {Pane, type PaneProps} from '../../components/Pane.tsx';
import {describeError} from '../../errors.ts';
import {useKeys} from '../../hooks/keys.tsx';
import type {TemplatesView} from '../../hooks/useTemplates.ts';
import type {NoteTemplate} from '../../settings/shipped-templates.ts';
import {textWidth} from '../../text/width.ts';
import {Menu} from '../Menu.tsx';

export type TemplateMenuProps<T> = {
  readonly view: TemplatesView<T>;
  readonly width: number;
  readonly height: number;
  readonly onChoose: (template: T) => void;
  readonly onClose: () => void;
};

/** Templates to begin a note or a new ticket with. */
export function TemplateMenu<T extends NoteTemplate>({
  view: {templates, error},
  width,
  height,
  onChoose,
  onClose,
}: TemplateMenuProps<T>) {
  const inner = width - 2;
  const frame = {width, height, focused: true, title: 'Templates', foot: 'Enter puts one in, Esc goes back'};
  if (templates === undefined) {
    const lines =
      error === undefined ? [line(span(' Reading the templates…', 'dim'))] : errorLines(error, inner - 2);
    return <Waiting {...frame} lines={lines} onClose={onClose} />;
  }
  const nameWidth = Math.max(...templates.map(({name}) => textWidth(name)));
  const items = templates.map(({name, text}) => ({
    value: name,
    spans: [span(name.padEnd(nameWidth + 2), 'strong'), span(firstLine(text), 'dim')],
  }));
  const choose = (name: string) => {
    const template = templates.find((each) => each.name === name);
    if (template !== undefined) onChoose(template);
  };
  const rows = Math.max(1, height - 2);
  const menu = (
    <Menu
      items={items}
      width={inner}
      height={rows}
      onChoose={choose}
      actions={{back: onClose, close: onClose}}
    />
  );
  return <Pane {...frame} lines={[]} inset={{at: 0, rows, node: menu}} />;
}

type WaitingProps = PaneProps & {readonly onClose: () => void};

function Waiting({onClose, ...pane}: WaitingProps) {
  useKeys('menu', {back: onClose, close: onClose});
  return <Pane {...pane} />;
}

function errorLines(error: unknown, width: number): readonly Line[] {
  const {title, hint} = describeError(error);
  return [title, hint ?? ''].flatMap((words, index) =>
    insetWords(words, width, index === 0 ? 'danger' : 'normal'),
  );
}
