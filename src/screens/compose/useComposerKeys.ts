import {useState} from 'react';
import {noteDoubt} from '../../domain/ticket/permissions.ts';
import type {Others} from '../../domain/others.ts';
import {createAskTwice} from '../../state/ask-twice.ts';
import {useKeys} from '../../hooks/keys.tsx';
import {useServices} from '../../hooks/useServices.tsx';
import type {EditedDraft} from '../../hooks/useDraft.ts';
import type {StoredTicket} from '../../domain/records.ts';
import {insert, textOf} from '../../text/edit/text-buffer.ts';
import type {Ui} from '../ui.ts';
import type {Services} from '../../state/services.ts';
import {timesOf, type TimeText} from '../ticket/times.ts';
import {conversationBelow} from './conversation-below.ts';
import {editInEditor} from './edit-in-editor.ts';
import {quoteLast} from './quote-last.ts';
import {askAgain, sendWithFiles} from './send-draft.ts';
import {textKeys} from './text-keys.ts';

export type ComposerKeys = {
  readonly ui: Pick<Ui, 'nav' | 'go' | 'detail' | 'undo' | 'transfer' | 'keyFor' | 'fail'>;
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
export function useComposerKeys({ui, ticketId, kind, draft, stored, others, width}: ComposerKeys): void {
  const services = useServices();
  const doubt = noteDoubt(stored?.ticket ?? {});
  const [asks] = useState(() => {
    // Who opened it although the ticket has ended was asked once; a draft opens by itself.
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
        editInEditor(ui, services, draft, {
          name: `${kind}-${ticketId}`,
          below: stored && conversationBelow(stored, timesIn(stored, ui, services)),
        }),
      'write.up': () => ui.detail.page(-PAGE),
      'write.down': () => ui.detail.page(PAGE),
      'write.attach': () =>
        ui.go({type: 'modal', modal: {kind: 'compose', ticketId, draft: kind, attaching: true}}),
      'write.template': () =>
        ui.go({type: 'modal', modal: {kind: 'compose', ticketId, draft: kind, choosing: true}}),
      'write.quote': () => {
        const quote = quoteOf(stored, ui, services);
        if (quote !== undefined) return type(quote);
        const words = 'There is no note of theirs to quote.';
        return ui.go({type: 'notice', notice: {tone: 'info', message: words}});
      },
      'write.close': () => ui.go({type: 'back'}),
    },
    {onText: type, onPaste: type},
  );
}

function timesIn({ticket}: StoredTicket, ui: Pick<Ui, 'nav'>, {clock}: Pick<Services, 'clock'>): TimeText {
  return timesOf(ticket, ui.nav.get().time, clock.now());
}

function quoteOf(
  stored: StoredTicket | undefined,
  ui: Pick<Ui, 'detail' | 'nav'>,
  services: Pick<Services, 'clock' | 'store'>,
): string | undefined {
  if (stored === undefined) return undefined;
  const {id} = stored.ticket;
  const shown = [...ui.detail.readItems(id), ...ui.detail.cutItems(id)];
  const {mails} = services.store.timelineTexts(id);
  return quoteLast(stored.ticket, timesIn(stored, ui, services), {shown, mails});
}
