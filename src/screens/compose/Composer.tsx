import {Box} from 'ink';
import {LIMITS} from '../../domain/limits.ts';
import {othersAt} from '../../domain/others.ts';
import {lineRemarks, noteDoubt, noteRemarks} from '../../domain/ticket/permissions.ts';
import {inset, line, span, type Line} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {textAreaLines} from '../../components/text-area.ts';
import type {FilesOfDraft} from '../../state/draft-files.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useTemplates} from '../../hooks/useTemplates.ts';
import {useDraft} from '../../hooks/useDraft.ts';
import {useTicket, type TicketView} from '../../hooks/ticket/useTicket.ts';
import type {NoteTemplate} from '../../settings/shipped-templates.ts';
import {fillTemplate} from '../../text/fill-template.ts';
import {insert, layout} from '../../text/edit/text-buffer.ts';
import {wrap} from '../../text/width.ts';
import {aloneText} from './alone-text.ts';
import type {Sized} from '../ui.ts';
import {attachedRows} from '../files/file-text.ts';
import {FileBrowser} from '../files/FileBrowser.tsx';
import {TicketPane} from '../ticket/TicketPane.tsx';
import {clockOf} from '../ticket/times.ts';
import {composerTitle, countText, restLines, savedText} from './draft-text.ts';
import {TemplateMenu, type TemplateMenuProps} from './TemplateMenu.tsx';
import {templateValues} from './template-values.ts';
import {useComposerKeys} from './useComposerKeys.ts';

export type ComposerProps = Sized & {
  readonly ticketId: string;
  readonly draft: 'note' | 'reply';
  /** Whether a template is being chosen. */
  readonly choosing: boolean;
  /** Whether files are being chosen. */
  readonly attaching: boolean;
};

/** Below this height there is no room to show the ticket above the note. */
const TICKET_FROM = 18;

/** A note being written, with the ticket above it to read from, or the templates to choose from. */
export function Composer(props: ComposerProps) {
  const {ui, width, height, ticketId, draft: kind, choosing, attaching} = props;
  const {owner, store, clock} = useServices();
  const draft = useDraft(ticketId, kind);
  const view = useTicket(ticketId);
  const inner = width - 4;
  const buffer = draft.buffer.get();
  const {zone} = clockOf(view.stored?.ticket ?? NOWHERE, useValue(ui.nav).time, draft.savedAt.get() ?? 0);
  const others = othersAt(view.stored, store.me(), clock.now());
  useComposerKeys({ui, ticketId, kind, draft, stored: view.stored, others, width: inner});
  const hasRoom = height >= TICKET_FROM;
  const choosingRows = Number(choosing) * height;
  const more = `${ui.keyFor('write.editor')} opens all of it; ${ui.keyFor('write.send')} sends what is here, and the rest stays a draft`;
  const fileRows = [
    ...othersLines(others.words),
    ...remarkLines(view, kind, inner, hasRoom),
    ...fileLines(draft.files.get()),
    ...restLines(buffer, more, inner),
  ];
  const text = layout(buffer, inner);
  const above = hasRoom ? rowsAbove(text.rows.length + fileRows.length + 2, height) : choosingRows;
  const rows = height - above - 2 - fileRows.length;
  const lines = rows > 0 ? textAreaLines(text, {width: inner, height: rows, focused: !choosing}) : [];
  const close = () => ui.go({type: 'modal', modal: {kind: 'compose', ticketId, draft: kind}});
  const putIn = (template: NoteTemplate) => {
    const {text, left} = fillTemplate(
      template.text,
      view.stored === undefined ? {} : templateValues(view.stored, owner(ticketId).number),
    );
    draft.buffer.set((current) => insert(current, text));
    close();
    if (left.length > 0)
      ui.go({type: 'notice', notice: {tone: 'info', message: `Left to fill in: ${left.join(', ')}`}});
  };
  if (attaching) return <FileBrowser width={width} height={height} files={draft.files} onClose={close} />;
  const place = {width, height: above};
  return (
    <Box flexDirection="column">
      {choosing ? (
        <NoteTemplates {...place} onChoose={putIn} onClose={close} />
      ) : hasRoom ? (
        <TicketPane ui={ui} view={view} reading={NOT_READING} {...place} focused={false} />
      ) : null}
      {rows > 0 ? (
        <Pane
          width={width}
          height={height - above}
          title={composerTitle(kind, ticketId, view.stored?.ticket ?? {}) + aloneText(ui)}
          foot={`${countText(buffer, LIMITS.noteText.max)}${savedText(draft, zone)}`}
          lines={[...fileRows, ...lines].map(inset)}
          focused={!choosing}
        />
      ) : null}
    </Box>
  );
}

function NoteTemplates(props: Omit<TemplateMenuProps<NoteTemplate>, 'view'>) {
  return <TemplateMenu {...props} view={useTemplates()} />;
}

/** The text has a third of the screen, more where it needs it, and never so much that the conversation is gone. */
function rowsAbove(needed: number, height: number): number {
  const third = Math.floor(height / 3);
  return height - Math.min(Math.max(needed, third), height - third);
}

/** What speaks against it, and what else should be known. */
function remarkLines(
  {stored}: TicketView,
  kind: 'note' | 'reply',
  width: number,
  hasRoom: boolean,
): readonly Line[] {
  if (stored === undefined || !hasRoom) return [];
  const doubt = noteDoubt(stored.ticket);
  const remarks = [
    ...(doubt === undefined ? [] : [doubt.message]),
    ...noteRemarks(stored.ticket, kind),
    ...lineRemarks(stored.ticket),
  ];
  return remarks.flatMap((words) => wrap(words, width).map((row) => line(span(row, 'warning'))));
}

/** What others of the team do to the ticket, on one line. */
function othersLines(words: string | undefined): readonly Line[] {
  return words === undefined ? [] : [line(span(words, 'warning'))];
}

/** What goes with the note, on one line. */
function fileLines({chosen, attached}: FilesOfDraft): readonly Line[] {
  const names = attachedRows(chosen, attached);
  return names.length === 0 ? [] : [line(span(`Files: ${names.join('; ')}`, 'strong'))];
}

const NOWHERE = {ibx: []};
const NOT_READING = {isReading: false, error: undefined};
