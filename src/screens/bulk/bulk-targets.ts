import {statusLabel} from '../../domain/ticket.ts';
import {line, span, type Line} from '../../components/lines.ts';
import type {Services} from '../../state/services.ts';
import type {Store} from '../../store/store.ts';
import {textWidth} from '../../text/width.ts';
import type {MarkState} from '../../state/list/mark-state.ts';
import {isOrderKind, ORDER_IS_READ_ONLY} from '../../domain/orders/other-orders.ts';
import {cancelDoubt, noteDoubt} from '../../domain/ticket/permissions.ts';

/** A marked ticket, and why the action leaves it out; `isHidden`: the list does not show it. */
export type BulkTarget = {
  readonly id: string;
  readonly status: string | undefined;
  readonly isHidden: boolean;
  readonly problem: string | undefined;
};

export type BulkAction = 'note' | 'cancel';

/** All marked tickets, those of the view first. */
export function bulkTargets(
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
  // Sending would take the place of what is being written there.
  if (store.draft(id, action) !== undefined)
    return `A ${action === 'note' ? 'note' : 'reason'} of its own is being written.`;
  const doubt = action === 'note' ? noteDoubt(ticket) : cancelDoubt(ticket);
  if (doubt === undefined) return undefined;
  return doubt.isFinal ? doubt.message : `${doubt.message} Open it to send all the same.`;
}

/** The tickets that it concerns, each by its id, as many in a row as fit; then those left out, with the reason. */
export function targetLines(targets: readonly BulkTarget[], width: number): readonly Line[] {
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
