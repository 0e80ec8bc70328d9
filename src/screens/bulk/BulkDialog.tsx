import {useMemo} from 'react';
import {LIMITS} from '../../domain/limits.ts';
import {useServices} from '../../hooks/useServices.tsx';
import {createState} from '../../state/state.ts';
import {useValue} from '../../hooks/useValue.ts';
import {type EditedDraft, useDraft} from '../../hooks/useDraft.ts';
import {tellUser, type Guide, type Runs, type Selection, type Sized} from '../ui.ts';
import {isReason} from '../compose/send-draft.ts';
import {savedText} from '../compose/draft-text.ts';
import {TextDialog, textRows} from '../compose/TextDialog.tsx';
import type {BulkResult} from '../../state/bulk-state.ts';
import {NO_CONTENT} from '../../domain/draft-content.ts';
import {describeError} from '../../errors.ts';
import type {Services} from '../../state/services.ts';
import {wholeTextOf} from '../../text/edit/text-buffer.ts';
import {statusLabel} from '../../domain/ticket.ts';
import {line, type Line, span} from '../../components/lines.ts';
import type {Store} from '../../store/store.ts';
import {textWidth} from '../../text/width.ts';
import type {MarkState} from '../../state/list/mark-state.ts';
import {isOrderKind, ORDER_IS_READ_ONLY} from '../../domain/orders/other-orders.ts';
import {cancelDoubt, noteDoubt} from '../../domain/ticket/permissions.ts';

export type BulkDialogProps = Sized<Guide & Selection & Runs> & {
  readonly action: BulkAction;
  /** The field that hears the keys. */
  readonly field: 'text' | 'count';
};

/** Rows of text at least. */
const LEAST_TEXT = 2;

/** One text to several tickets, each named. Cancelling wants the number of tickets typed; Enter never confirms. */
export function BulkDialog({ui, width, height, action, field}: BulkDialogProps) {
  const services = useServices();
  useValue(ui.marks);
  const draft = useDraft('', action);
  const typedCount = useMemo(() => createState(''), []);
  const isCancel = action === 'cancel';
  const targets = bulkTargets(action, ui.marks, services);
  const count = targets.filter(({problem}) => problem === undefined).length;
  const all = targetLines(targets, width - 4);
  const room = Math.max(1, textRows(height, [], isCancel) - LEAST_TEXT);
  const isCutOff = all.length > room;
  const head = isCutOff ? [...all.slice(0, room - 1), moreLine(all.length - room + 1)] : all;
  const goTo = (next: 'text' | 'count') => ui.go({type: 'modal', modal: {kind: 'bulk', action, field: next}});
  const send = () => {
    if (isCancel && !isReason(ui, draft, () => goTo('text'))) return undefined;
    if (!isCancel || typedCount.get().trim() === String(count))
      return sendToAll(ui, services, draft, {action, targets});
    goTo('count');
    tellUser(ui, `Type ${count}, the number of tickets, to cancel them.`, 'error');
  };
  return (
    <TextDialog
      ui={ui}
      width={width}
      height={height}
      title={`${isCancel ? 'Cancel' : 'Note to'} ${count} ${count === 1 ? 'ticket' : 'tickets'}`}
      foot={`${ui.keyFor('write.send')} ${isCancel ? 'cancels them all' : 'sends it to all'}, Esc leaves them${savedText(draft)}`}
      head={head}
      draft={draft}
      name={`${action}-several`}
      label={isCancel ? 'Reason' : 'Note'}
      limit={isCancel ? LIMITS.cancelReason.max : LIMITS.noteText.max}
      confirmation={
        isCancel ? {label: `Type ${count}, their number, to confirm:`, text: typedCount} : undefined
      }
      isConfirming={field === 'count'}
      onField={(isConfirming) => goTo(isConfirming ? 'count' : 'text')}
      send={{run: send, disabled: sendProblem(count, isCancel && isCutOff)}}
    />
  );
}

function moreLine(rows: number): Line {
  return line(span(rows === 1 ? 'One row more of them.' : `${rows} rows more of them.`, 'dim'));
}

function sendProblem(count: number, isCutOff: boolean): string | undefined {
  if (count === 0) return 'None of the marked tickets can take it.';
  if (isCutOff) return 'Not all of them are in sight: mark fewer, or make the terminal larger.';
  return undefined;
}

type ToAll = {readonly action: BulkAction; readonly targets: readonly BulkTarget[]};

/**
 * Hands the text to the outbox once for each ticket, then shows what comes of each. Where the outbox takes
 * it for none, everything stays as it is, with the reason.
 */
function sendToAll(
  ui: Guide & Runs,
  {outbox, store}: Pick<Services, 'outbox' | 'store'>,
  draft: EditedDraft,
  {action, targets}: ToAll,
): void {
  // Saved first: if sending fails half-way, the text is there at the next start.
  draft.flush();
  const text = wholeTextOf(draft.buffer.get());
  const failures: unknown[] = [];
  const results = targets.map(({id, problem}): BulkResult => {
    if (problem !== undefined) return {id, state: 'left out', message: problem};
    try {
      const item = outbox.send({kind: action, ticketId: id, text});
      return {id, state: 'waiting', message: 'waiting to be sent', item: item.id};
    } catch (error) {
      failures.push(error);
      return {id, state: 'failed', message: describeError(error).title};
    }
  });
  if (!results.some(({item}) => item !== undefined)) return ui.fail(failures[0]);
  draft.forget();
  store.saveDraft({ticketId: '', kind: action, ...NO_CONTENT});
  ui.bulk.set({title: action === 'cancel' ? 'Cancel' : 'Note to all', results});
  ui.go({type: 'modal', modal: {kind: 'results'}});
}

/** A marked ticket, and why the action leaves it out; `isHidden`: the list does not show it. */
type BulkTarget = {
  readonly id: string;
  readonly status: string | undefined;
  readonly isHidden: boolean;
  readonly problem: string | undefined;
};

type BulkAction = 'note' | 'cancel';

/** All marked tickets, those of the view first. */
function bulkTargets(
  action: BulkAction,
  marks: MarkState,
  {store, owner}: Pick<Services, 'owner' | 'store'>,
): readonly BulkTarget[] {
  const {shown, hidden} = marks.sorted();
  return [...shown, ...hidden].map((id) => {
    const ticket = store.ticket(id)?.ticket;
    const problem = owner(id).account.readOnly ? 'Its profile never writes.' : problemOf(action, id, store);
    return {id, status: ticket?.status, isHidden: hidden.includes(id), problem};
  });
}

function problemOf(action: BulkAction, id: string, store: Store): string | undefined {
  const ticket = store.ticket(id)?.ticket;
  if (ticket === undefined) return 'It is not known here yet.';
  if (isOrderKind(ticket.kind)) return ORDER_IS_READ_ONLY;
  // Sending would replace the text that is being written there.
  if (store.draft(id, action) !== undefined)
    return `A ${action === 'note' ? 'note' : 'reason'} of its own is being written.`;
  const doubt = action === 'note' ? noteDoubt(ticket) : cancelDoubt(ticket);
  if (doubt === undefined) return undefined;
  return doubt.isFinal ? doubt.message : `${doubt.message} Open it to send all the same.`;
}

/** The tickets that it concerns, each by its id, as many in a row as fit; then those left out, with the reason. */
function targetLines(targets: readonly BulkTarget[], width: number): readonly Line[] {
  const lines: Line[] = [];
  let row: ReturnType<typeof span>[] = [];
  let used = 0;
  for (const {id, status, isHidden} of targets.filter(({problem}) => problem === undefined)) {
    const words = ` ${statusLabel(status)}${isHidden ? ', not in this view' : ''}   `;
    const needed = textWidth(id) + textWidth(words);
    if (used + needed > width && row.length > 0) {
      lines.push(line(...row));
      [row, used] = [[], 0];
    }
    row.push(span(id, 'strong'), span(words, isHidden ? 'warning' : 'dim'));
    used += needed;
  }
  if (row.length > 0) lines.push(line(...row));
  const left = targets.filter(({problem}) => problem !== undefined);
  return [
    ...lines,
    ...left.map(({id, problem}) => line(span(`${id} is left out: `, 'dim'), span(problem ?? '', 'dim'))),
  ];
}
