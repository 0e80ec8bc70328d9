import {Box} from 'ink';
import {useMemo} from 'react';
import {inputLine} from '../../components/input-line.ts';
import {inset, line, span, type Field, type Line} from '../../components/lines.ts';
import {LineText, Pane} from '../../components/Pane.tsx';
import {textAreaLines} from '../../components/text-area.ts';
import {useKeys, type KeyAction} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import {useValue} from '../../hooks/useValue.ts';
import type {EditedDraft} from '../../hooks/useDraft.ts';
import {lineBuffer} from '../../state/line-buffer.ts';
import {createState, type State} from '../../state/state.ts';
import {insert, layout} from '../../text/edit/text-buffer.ts';
import type {Guide, Sized} from '../ui.ts';
import {useTextLine} from '../useTextLine.ts';
import {countText} from './draft-text.ts';
import {editInEditor} from './edit-in-editor.ts';
import {textKeys} from './text-keys.ts';

/** A line below the dialog; what stands in it confirms. */
export type Confirmation = {
  readonly label: string;
  readonly placeholder?: string;
  readonly text: State<string>;
};

export type TextDialogProps = Sized<Guide> & {
  readonly title: string;
  readonly foot: string;
  /** What it is about, above the text; as much of it as there is room for. */
  readonly head: readonly Line[];
  readonly draft: EditedDraft;
  /** What an editor's file is called. */
  readonly name: string;
  readonly label: string;
  /** Characters at most. */
  readonly limit: number;
  /** Undefined: nothing is to be typed out. */
  readonly confirmation: Confirmation | undefined;
  /** Whether the confirmation gets the keys, and not the text. */
  readonly isConfirming: boolean;
  readonly onField: (isConfirming: boolean) => void;
  readonly send: KeyAction;
};

/** Rows of the dialog that are neither head nor text: its frame and the label. */
const OTHER_ROWS = 3;

/** Rows that are left for the text. */
export function textRows(height: number, head: readonly Line[], hasConfirmation: boolean): number {
  return height - (hasConfirmation ? 1 : 0) - OTHER_ROWS - head.length;
}

/** A text with something above it to be read first, and where it matters something to be typed out. Enter never confirms. */
export function TextDialog(props: TextDialogProps) {
  const {width, height, draft, confirmation, isConfirming} = props;
  const field = useDialogKeys(props);
  const buffer = draft.buffer.get();
  const hasConfirmation = confirmation !== undefined;
  // The typed text stays visible, however much there is to read above it.
  const head = props.head.slice(0, Math.max(0, textRows(height, [], hasConfirmation) - 1));
  const text = textAreaLines(layout(buffer, width - 4), {
    width: width - 4,
    height: Math.max(1, textRows(height, head, hasConfirmation)),
    focused: !isConfirming,
  });
  const label = line(
    span(props.label, isConfirming ? 'dim' : 'strong'),
    span(`  ${countText(buffer, props.limit)}`, 'dim'),
  );
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Pane
        width={width}
        height={hasConfirmation ? height - 1 : height}
        title={props.title}
        foot={props.foot}
        lines={[...head, label, ...text].map(inset)}
        focused
      />
      {confirmation === undefined ? null : (
        <LineText
          width={width}
          line={isConfirming ? asked(confirmation, field) : line(span(`  ${laterText(props.ui)}`, 'dim'))}
        />
      )}
    </Box>
  );
}

/** The question is shown only beside the caret: if it were above, its answer would be typed into the text and sent. */
function asked({label, placeholder}: Confirmation, field: Field): Line {
  const shown = placeholder === undefined ? field : {...field, placeholder};
  return inputLine(span(`  ${label} `, 'strong'), shown);
}

function laterText(ui: Guide): string {
  return `${ui.keyFor('field.next')} goes on to the confirmation.`;
}

/** The keys of both fields; returns the one that confirms. */
function useDialogKeys({ui, width, draft, name, confirmation, isConfirming, onField, send}: TextDialogProps) {
  const {platform} = useServices();
  useValue(ui.nav);
  const type = (text: string) => draft.buffer.set((current) => insert(current, text));
  const other = () => onField(!isConfirming);
  useKeys('composer', textKeys(draft.buffer, width - 4), {onText: type, onPaste: type});
  useKeys('dialog', {
    // Where there is one field alone no key leads to another.
    ...(confirmation === undefined ? {} : {'field.next': other, 'field.previous': other}),
    'write.editor': () => editInEditor(ui, platform, draft, {name}),
    'write.close': () => ui.go({type: 'back'}),
    'write.send': send,
  });
  const typed = confirmation?.text;
  const buffer = useMemo(() => lineBuffer(typed ?? createState('')), [typed]);
  return useTextLine('field', buffer, {isOpen: isConfirming});
}
