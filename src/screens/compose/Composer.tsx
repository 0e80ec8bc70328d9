import {Box} from 'ink';
import {LIMITS} from '../../api/limits.ts';
import {Pane} from '../../components/Pane.tsx';
import {textAreaLines} from '../../components/text-area.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/services.tsx';
import {useDraft} from '../../hooks/useDraft.ts';
import {useTicket} from '../../hooks/useTicket.ts';
import {insert, layout, lengthOf} from '../../text/text-buffer.ts';
import type {Ui} from '../../ui.ts';
import {noteProblem} from '../ticket/ticket-actions.ts';
import {TicketPane} from '../ticket/TicketPane.tsx';
import {composerTitle, countWords, savedWords} from './draft-words.ts';
import {editInEditor} from './edit-in-editor.ts';
import {sendDraft} from './send-draft.ts';
import {textKeys} from './text-keys.ts';

export type ComposerProps = {
  readonly ui: Ui;
  readonly width: number;
  readonly height: number;
  readonly ticketId: string;
  readonly draft: 'note' | 'reply';
};

/** Below this height there is no room to show the ticket above the note. */
const TICKET_FROM = 18;

/** A note being written, with the ticket above it to read from. */
export function Composer({ui, width, height, ticketId, draft: kind}: ComposerProps) {
  const services = useServices();
  const draft = useDraft(ticketId, kind);
  const view = useTicket(ticketId);
  const problem = noteProblem(view.stored?.ticket);
  const ticketHeight = height >= TICKET_FROM ? Math.floor(height * 0.45) : 0;
  const inner = width - 4;
  const rows = height - ticketHeight - 2;
  const buffer = draft.buffer.get();
  const type = (text: string) => draft.buffer.set((current) => insert(current, text));
  useKeys(
    'composer',
    {
      ...textKeys(draft.buffer, inner),
      'write.send': {
        run: () => sendDraft(ui, services.outbox, draft, {kind, ticketId}),
        disabled: problem === undefined ? undefined : `${problem} The text is kept as a draft.`,
      },
      'write.editor': () => editInEditor(ui, services, draft, `${kind}-${ticketId}`),
      'write.close': () => ui.go({type: 'back'}),
    },
    {onText: type, onPaste: type},
  );
  const lines = textAreaLines(layout(buffer, inner), {width: inner, height: rows, focused: true});
  return (
    <Box flexDirection="column">
      {ticketHeight > 0 ? (
        <TicketPane
          ui={ui}
          view={view}
          reading={NOT_READING}
          width={width}
          height={ticketHeight}
          focused={false}
        />
      ) : null}
      <Pane
        width={width}
        height={height - ticketHeight}
        title={composerTitle(kind, ticketId, view.stored?.ticket.status)}
        foot={`${countWords(lengthOf(buffer), LIMITS.noteText.max)}${savedWords(draft)}`}
        lines={lines.map((item) => ({...item, spans: [{text: ' '}, ...item.spans]}))}
        focused
      />
    </Box>
  );
}

const NOT_READING = {isReading: false, error: undefined};
