import {useState} from 'react';
import {line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {NEGOTIATION_ACTIONS, type Negotiation} from '../../domain/orders/negotiation.ts';
import {
  ACTION_TEXTS,
  answererDoubt,
  questionText,
  unsentAnswerText,
} from '../../domain/orders/negotiation-text.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {ONE_TEXT_MS} from '../../keys/key-event.ts';
import {createState} from '../../state/state.ts';
import {useTicket} from '../../hooks/ticket/useTicket.ts';
import {truncate} from '../../text/width.ts';
import {aloneText} from '../compose/alone-text.ts';
import {warningLines} from '../compose/ReasonDialog.tsx';
import {Menu, type MenuItem, type MenuProps} from '../Menu.tsx';
import type {Guide, Selection, Sized} from '../ui.ts';
import {useQuestionLines} from './useQuestionLines.ts';

export type AnswerMenuProps = Sized<Guide & Selection> & {
  readonly ticketId: string;
};

const NOTE = 'note';

/** What an order asks, and which answers there are: those of the service, and a note. Nothing is sent from here. */
export function AnswerMenu({ui, width, height, ticketId}: AnswerMenuProps) {
  const {store, clock} = useServices();
  const {stored, outbox} = useTicket(ticketId);
  const list = stored?.negotiations?.list ?? [];
  const inner = width - 4;
  const [first, ...others] = list;
  const facts = useQuestionLines(ui, {ticketId, question: first, width: inner});
  const doubts = [
    ...list.map(({referenceId}) => unsentAnswerText(outbox, referenceId ?? '')),
    answererDoubt(stored?.ticket ?? {}, store.user(ticketId)),
  ];
  const items = [...list.flatMap((one) => itemsOf(one, list.length > 1)), NOTE_ITEM];
  const menuRows = Math.max(1, Math.min(items.length, height - 2, Math.max(3, height - 2 - facts.length)));
  const head: readonly Line[] = [
    ...(first === undefined ? [line(span('This question waits no longer.', 'warning'))] : facts),
    ...others.map((one) =>
      line(span(truncate(`${one.referenceId ?? ''} ${questionText(one)}`.trim(), inner), 'strong')),
    ),
    ...doubts.flatMap((words) => warningLines(words, inner)),
  ];
  const shown = head
    .slice(0, Math.max(0, height - 2 - menuRows))
    .map(({spans, ...rest}) => ({...rest, spans: [{text: ' '}, ...spans]}));
  const choose = (value: string) => {
    if (value === NOTE) return inWords();
    const [action, referenceId] = chosenOf(value);
    const isKnown = NEGOTIATION_ACTIONS.find((known) => known === action);
    if (isKnown !== undefined)
      ui.go({
        type: 'modal',
        modal: {kind: 'answer', ticketId, chosen: {action: isKnown, referenceId}, field: 'reason'},
      });
  };
  const inWords = () => ui.go({type: 'modal', modal: {kind: 'compose', ticketId, draft: 'reply'}});
  const typing = useTyping((text) => {
    const before = store.draft(ticketId, 'reply')?.text ?? '';
    store.saveDraft({ticketId, kind: 'reply', text: before + text, updatedAt: clock.now()});
    inWords();
  });
  const menu = (
    <Menu
      items={items}
      width={width - 2}
      height={menuRows}
      onChoose={choose}
      actions={{back: () => ui.go({type: 'modal', modal: undefined})}}
      typing={typing}
    />
  );
  return (
    <Pane
      width={width}
      height={height}
      title={`What ${ticketId} asks${aloneText(ui)}`}
      foot="Enter chooses, words begin an answer; nothing is sent yet, Esc goes back"
      lines={shown}
      inset={{at: shown.length, rows: menuRows, node: menu}}
      focused
    />
  );
}

/**
 * A user who presses the key for a note and types on means a note: the letters become the text, and choose nothing.
 * Even motion keys typed that fast were the text's first letters.
 */
function useTyping(onTyped: (text: string) => void): NonNullable<MenuProps<string>['typing']> {
  const {clock} = useServices();
  const [before] = useState(() => createState({text: '', at: 0}));
  const withMoved = (text: string) => {
    const {text: moved, at} = before.get();
    return (clock.now() - at < ONE_TEXT_MS ? moved : '') + text;
  };
  const begin = (text: string) => onTyped(withMoved(text));
  return {
    isText(text) {
      if (text !== 'j' && text !== 'k') return true;
      before.set({text: withMoved(text), at: clock.now()});
      return false;
    },
    onText: begin,
    onPaste: begin,
  };
}

const NOTE_ITEM: MenuItem<string> = {
  value: NOTE,
  spans: [span('Answer in words', 'strong'), span('  a note; the question may stay open', 'dim')],
};

/** The answers to one question; which question it is where there are several. */
function itemsOf({referenceId, isExpedited}: Negotiation, isOneOfMany: boolean): readonly MenuItem<string>[] {
  if (referenceId === undefined) return [];
  return NEGOTIATION_ACTIONS.map((action) => {
    const [name, effect] = ACTION_TEXTS[action];
    const isOdd = action === 'APPROVE_NON_EXPEDITE' && isExpedited === false;
    const which = isOneOfMany ? `${referenceId}: ` : '';
    return {
      value: `${action} ${referenceId}`,
      spans: [
        span(`${which}${name}`, 'strong'),
        span(`  ${isOdd ? 'the order is not expedited' : effect}`, 'dim'),
      ],
    };
  });
}

function chosenOf(value: string): readonly [action: string, referenceId: string] {
  const at = value.indexOf(' ');
  return [value.slice(0, at), value.slice(at + 1)];
}
