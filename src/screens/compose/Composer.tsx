import {Box} from 'ink';
import {useLayoutEffect, useState} from 'react';
import {topScreen, type TicketTab} from '../../state/navigation.ts';
import {LIMITS} from '../../domain/limits.ts';
import {type Others, othersAt} from '../../domain/others.ts';
import {lineRemarks, noteDoubt, noteRemarks} from '../../domain/ticket/permissions.ts';
import {inset} from '../../components/lines.ts';
import {Pane} from '../../components/Pane.tsx';
import {textAreaLines} from '../../components/text-area.ts';
import {useValue} from '../../hooks/useValue.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {useTemplates} from '../../hooks/useTemplates.ts';
import {type EditedDraft, useDraft} from '../../hooks/useDraft.ts';
import {type TicketView, useTicket} from '../../hooks/ticket/useTicket.ts';
import type {NoteTemplate} from '../../settings/shipped-templates.ts';
import {fillTemplate} from '../../text/fill-template.ts';
import {insert, insertOnNewLine, layout, textOf} from '../../text/edit/text-buffer.ts';
import {aloneText} from './alone-text.ts';
import {
  tellUser,
  type Guide,
  type Reader,
  type Runs,
  type Selection,
  type Sized,
  type Writing,
} from '../ui.ts';
import {attachedRows} from '../files/file-text.ts';
import {FileBrowser} from '../files/FileBrowser.tsx';
import {TicketPane} from '../ticket/TicketPane.tsx';
import {clockOf, timesOf, type TimeText} from '../ticket/times.ts';
import {composerHead} from './composer-head.ts';
import {composerTitle, countText, restText, savedText} from './draft-text.ts';
import {TemplateMenu, type TemplateMenuProps} from './TemplateMenu.tsx';
import {templateValues} from './template-values.ts';
import {createAskTwice} from '../../state/ask-twice.ts';
import {useKeys} from '../../hooks/keys.tsx';
import type {StoredTicket} from '../../domain/records.ts';
import type {Services} from '../../state/services.ts';
import {conversationBelow} from './conversation-below.ts';
import {editInEditor} from './edit-in-editor.ts';
import {quoteLast} from './quote-last.ts';
import {askAgain, sendWithFiles} from './send-draft.ts';
import {textKeys} from './text-keys.ts';
import type {Clock} from '../../domain/clock.ts';

export type ComposerProps = Sized<Guide & Selection & Reader & Writing & Runs> & {
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
  const tab = useConversation(ui, ticketId);
  const others = othersAt(view.stored, store.me(), clock.now());
  useComposerKeys({ui, ticketId, kind, draft, stored: view.stored, others, width: inner});
  const hasRoom = height >= TICKET_FROM;
  const choosingRows = Number(choosing) * height;
  const more = `${ui.keyFor('write.editor')} opens all of it; ${ui.keyFor('write.send')} sends what is here, and the rest stays a draft`;
  const {chosen, attached} = draft.files.get();
  const head = composerHead(
    {
      others: others.words,
      remarks: remarksOf(view, kind),
      files: attachedRows(chosen, attached),
      rest: restText(buffer, more),
    },
    {width: inner, rows: mostRows(height)},
  );
  const text = layout(buffer, inner);
  const above = hasRoom ? rowsAbove(text.rows.length + head.length + 2, height) : choosingRows;
  const rows = height - above - 2 - head.length;
  const lines = rows > 0 ? textAreaLines(text, {width: inner, height: rows, focused: !choosing}) : [];
  const close = () => ui.go({type: 'modal', modal: {kind: 'compose', ticketId, draft: kind}});
  const putIn = (template: NoteTemplate) => {
    const {text, left} = fillTemplate(
      template.text,
      view.stored === undefined ? {} : templateValues(view.stored, owner(ticketId).number),
    );
    draft.buffer.set((current) => insert(current, text));
    close();
    if (left.length > 0) tellUser(ui, `Left to fill in: ${left.join(', ')}`);
  };
  if (attaching) return <FileBrowser width={width} height={height} files={draft.files} onClose={close} />;
  const place = {width, height: above};
  return (
    <Box flexDirection="column">
      {choosing ? (
        <NoteTemplates {...place} onChoose={putIn} onClose={close} />
      ) : hasRoom ? (
        <TicketPane ui={ui} view={view} reading={NOT_READING} tab={tab} {...place} focused={false} />
      ) : null}
      {rows > 0 ? (
        <Pane
          width={width}
          height={height - above}
          title={composerTitle(kind, ticketId, view.stored?.ticket ?? {}) + aloneText(ui)}
          foot={`${countText(buffer, LIMITS.noteText.max)}${savedText(draft, zone)}`}
          lines={[...head, ...lines].map(inset)}
          focused={!choosing}
        />
      ) : null}
    </Box>
  );
}

/**
 * The text that is answered stands above the answer: a list of names is replaced by the conversation, which starts at
 * the e-mail that the user came from.
 */
function useConversation(ui: Guide & Reader, ticketId: string): TicketTab | undefined {
  const nav = useValue(ui.nav);
  const screen = topScreen(nav);
  const emailId = screen.kind === 'email' && screen.ticketId === ticketId ? screen.emailId : undefined;
  useLayoutEffect(() => {
    if (emailId !== undefined) ui.detail.aim(ticketId, `email:${emailId}`);
  }, [ui.detail, ticketId, emailId]);
  return emailId !== undefined || nav.tab === 'emails' || nav.tab === 'files' ? 'timeline' : undefined;
}

function NoteTemplates(props: Omit<TemplateMenuProps<NoteTemplate>, 'view'>) {
  return <TemplateMenu {...props} view={useTemplates()} />;
}

/** The text has a third of the screen, more if it needs it, but never so much that the conversation is gone. */
function rowsAbove(needed: number, height: number): number {
  return height - Math.min(Math.max(needed, Math.floor(height / 3)), mostRows(height));
}

function mostRows(height: number): number {
  return height < TICKET_FROM ? height : height - Math.floor(height / 3);
}

/** What speaks against it, and what else should be known. */
function remarksOf({stored}: TicketView, kind: 'note' | 'reply'): readonly string[] {
  if (stored === undefined) return [];
  const {ticket} = stored;
  const doubt = noteDoubt(ticket);
  return [
    ...(doubt === undefined ? [] : [doubt.message]),
    ...noteRemarks(ticket, kind),
    ...lineRemarks(ticket),
  ];
}

const NOWHERE = {ibx: []};
const NOT_READING = {isReading: false, error: undefined};

type ComposerKeys = {
  readonly ui: Guide & Reader & Writing & Runs;
  readonly ticketId: string;
  readonly kind: 'note' | 'reply';
  readonly draft: EditedDraft;
  readonly stored: StoredTicket | undefined;
  /** What others of the team do to it. */
  readonly others: Others;
  /** Cells of a row of text. */
  readonly width: number;
};

/** So much of the conversation a page key moves, as far as it is on screen. */
const PAGE = 0.75;

/** The keys of a note being written. */
function useComposerKeys({ui, ticketId, kind, draft, stored, others, width}: ComposerKeys): void {
  const services = useServices();
  const doubt = noteDoubt(stored?.ticket ?? {});
  const [asks] = useState(() => {
    // The user was asked once, when opening it after the ticket had ended; a draft opens by itself.
    const wasAsked = doubt?.isFinal === true && textOf(draft.buffer.get()) === '';
    return createAskTwice(wasAsked ? doubt.message : undefined);
  });
  const type = (text: string) => draft.buffer.set((current) => insert(current, text));
  useKeys(
    'composer',
    {
      ...textKeys(draft.buffer, width),
      'write.send': () => {
        const against = [doubt?.message, others.doubt].filter((words) => words !== undefined).join(' ');
        if (asks.goesOn(against === '' ? undefined : against))
          return void sendWithFiles(ui, services, draft, {kind, ticketId});
        askAgain(ui, `${against} The text is kept as a draft.`);
      },
      'write.editor': () =>
        editInEditor(ui, services.platform, draft, {
          name: `${kind}-${ticketId}`,
          below: stored && conversationBelow(stored, timesIn(stored, ui, services.clock)),
        }),
      'write.up': () => ui.detail.page(-PAGE),
      'write.down': () => ui.detail.page(PAGE),
      'write.attach': () =>
        ui.go({type: 'modal', modal: {kind: 'compose', ticketId, draft: kind, attaching: true}}),
      'write.template': () =>
        ui.go({type: 'modal', modal: {kind: 'compose', ticketId, draft: kind, choosing: true}}),
      'write.quote': () => {
        const quote = quoteOf(stored, ui, services);
        if (quote !== undefined) return draft.buffer.set((current) => insertOnNewLine(current, quote));
        return tellUser(ui, 'There is no note of theirs to quote.');
      },
      'write.close': () => ui.go({type: 'back'}),
    },
    {onText: type, onPaste: type},
  );
}

function timesIn({ticket}: StoredTicket, ui: Guide, clock: Clock): TimeText {
  return timesOf(ticket, ui.nav.get().time, clock.now());
}

function quoteOf(
  stored: StoredTicket | undefined,
  ui: Guide & Reader,
  services: Pick<Services, 'clock' | 'store'>,
): string | undefined {
  if (stored === undefined) return undefined;
  const {id} = stored.ticket;
  const shown = [...ui.detail.readItems(id), ...ui.detail.cutItems(id)];
  const {mails} = services.store.timelineTexts(id);
  return quoteLast(stored.ticket, timesIn(stored, ui, services.clock), {shown, mails});
}
